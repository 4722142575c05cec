"""Two server processes on one database: what one publishes, no other may show stale."""

from __future__ import annotations

import time

from tests.factories import make_home
from tests.infrastructure.processes import get, granian


def test_no_process_shows_the_old_page_after_a_publication(process_environment):
    home = make_home(headline="Number 0")
    with (
        granian("nnirr_site.bridge:application", process_environment) as one,
        granian("nnirr_site.bridge:application", process_environment) as other,
    ):
        stale, hits = [], 0
        for number in range(1, 21):
            for url in (one, other):  # have the old page in both memories
                get(url)
                hits += get(url)[2].get("X-Cache") == "hit"
            home.headline = f"Number {number}"
            home.save_revision().publish()
            # The notification travels to the other processes after the commit.
            time.sleep(0.05)
            for url in (one, other):
                if f"Number {number}<".encode() not in get(url)[1]:
                    stale.append((number, url))
    assert stale == []
    assert hits > 30, "the pages did not come from memory, so nothing was tested"
