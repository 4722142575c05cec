"""Two server processes on one database: what one publishes, no other goes on showing stale."""

from __future__ import annotations

from tests.factories import make_home
from tests.infrastructure.processes import get, serving, wait_until


def shows(url: str, text: str) -> bool:
    return text.encode() in get(url)[1]


def test_no_process_goes_on_showing_the_old_page_after_a_publication(process_environment):
    home = make_home(headline="Number 0")
    with (
        serving(process_environment) as one,
        serving(process_environment) as other,
    ):
        hits = 0
        for number in range(1, 21):
            for url in (one, other):  # have the old page in both memories
                get(url)
                hits += get(url)[2].get("X-Cache") == "hit"
            home.headline = f"Number {number}"
            home.save_revision().publish()
            # The notification travels to the processes after the commit; nothing else ends a
            # page here, which would be kept for a minute.
            for url in (one, other):
                new = f"Number {number}<"
                wait_until(lambda url=url, new=new: shows(url, new), 10, f"{new} is not shown")
                assert shows(url, new), "the old page came back"
    assert hits > 30, "the pages did not come from memory, so nothing was tested"
