"""The visitor's address behind a known number of proxies."""

import pytest

from nnirr_site.http.client_ip import clean_ip, find_client_ip

FORGED = "6.6.6.6, 7.7.7.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "neighbor", "expected"),
    [
        (0, None, "203.0.113.9", "203.0.113.9"),
        (0, FORGED, "203.0.113.9", "203.0.113.9"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, f"{FORGED}, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (2, f"{FORGED}, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        (1, f"{FORGED},203.0.113.9:5123", "10.0.0.1", "203.0.113.9"),
        (1, f"{FORGED}, [2001:db8::7]:443", "10.0.0.1", "2001:db8::7"),
        (1, f"{FORGED}, 2001:DB8:0::7", "10.0.0.1", "2001:db8::7"),
        (1, "::ffff:203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, None, "203.0.113.9", "203.0.113.9"),
        (1, "203.0.113.9, unknown", "10.0.0.1", "10.0.0.1"),
        (1, " , ,", "10.0.0.1", "10.0.0.1"),
        (1, f"{FORGED}, 203.0.113.9", "", "203.0.113.9"),
        (0, "203.0.113.9", "", ""),
    ],
)
def test_address_is_the_one_that_our_outermost_proxy_saw(
    rf, settings, proxies, forwarded, neighbor, expected
):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR=neighbor)
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    assert find_client_ip(request) == expected


def test_what_a_visitor_puts_into_the_header_changes_nothing(rf, settings):
    settings.TRUSTED_PROXIES = 1
    seen = {
        find_client_ip(
            rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"{forged}, 203.0.113.9")
        )
        for forged in ("1.2.3.4", "", ",,,", "'; --", "[::1", "x" * 5000, "1.1.1.1," * 500)
    }
    assert seen == {"203.0.113.9"}


@pytest.mark.parametrize("text", ["", "unknown", "999.1.1.1", "1.2.3", "[::1", "a:b:c", "\x00"])
def test_what_is_no_address_is_empty(text):
    assert clean_ip(text) in ("", "::1")


def test_zone_of_a_link_local_address_is_dropped():
    assert clean_ip("fe80::1%eth0") == "fe80::1"
