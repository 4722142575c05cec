"""What only the home page does."""

import html5lib
import pytest

from tests.factories import make_home


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["sources", "timeline"])
def test_block_that_is_no_band_of_its_own_gets_one(client, name):
    """Else it would stand at the very edge of the screen."""
    from nnirr_site.blocks.streams import HOME_BLOCKS

    home = make_home(sections=[(name, dict(HOME_BLOCKS)[name].get_preview_value())])
    markup = client.get(home.url).content.decode()
    tree = html5lib.parse(markup, namespaceHTMLElements=False)
    wraps = [node for node in tree.iter("div") if "wrap" in node.get("class", "").split()]
    marker = {"sources": "source", "timeline": "timeline"}[name]
    found = [
        node for wrap in wraps for node in wrap.iter() if marker in node.get("class", "").split()
    ]
    assert found
