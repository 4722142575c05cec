"""Which networks a visitor belongs to, and how forms from them are counted in memory."""

from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.privacy.client_networks import (
    find_network_around,
    find_own_networks,
    parse_network,
    read_client,
)
from campaigns.signing.form_windows import LONGEST_MINUTES, FormWindows, minute_of

PUBLIC_4 = st.ip_addresses(v=4).filter(lambda address: address.is_global)
PUBLIC_6 = st.ip_addresses(v=6, network="2000::/4").filter(lambda address: address.is_global)
HOME, OTHER = ip_network("1.2.3.4"), ip_network("1.2.3.5")


@given(st.one_of(PUBLIC_4, PUBLIC_6))
def test_client_lies_in_all_the_networks_that_are_counted_for_it(address):
    client = read_client(str(address))
    own, around = find_own_networks(client), find_network_around(client)
    assert all(client in network for network in [*own, around])
    assert all(network.subnet_of(around) for network in own)
    lengths = [network.prefixlen for network in [*own, around]]
    assert lengths == ([32, 24] if address.version == 4 else [64, 56, 48])


@pytest.mark.parametrize(
    "text", ["", "nobody", "127.0.0.1", "10.1.2.3", "192.168.0.9", "100.64.0.1", "::1", "fe80::1"]
)
def test_addresses_behind_a_wrongly_counted_proxy_are_nobodys_network(text):
    assert read_client(text) is None


def test_narrow_networks_of_ipv6_become_their_64():
    assert str(parse_network("2001:4860::7/128")) == "2001:4860::/64"
    assert str(parse_network(" 1.2.3.4 ")) == "1.2.3.4/32"
    assert str(parse_network("1.2.3.4/24")) == "1.2.3.0/24"


@given(st.lists(st.integers(0, 200), max_size=60), st.integers(1, 100))
def test_window_counts_the_minutes_that_end_with_the_one_asked_for(minutes, length):
    windows = FormWindows()
    for minute in sorted(minutes):
        windows.add(HOME, minute)
    expected = sum(1 for minute in minutes if 150 - length < minute <= 150)
    assert windows.count(HOME, 150, length) == expected
    assert windows.count(OTHER, 150, length) == 0


def test_what_no_window_reaches_any_more_is_forgotten():
    windows = FormWindows()
    windows.add(HOME, 0)
    windows.add(OTHER, LONGEST_MINUTES)
    assert len(windows) == 1
    assert windows.count(HOME, LONGEST_MINUTES, LONGEST_MINUTES) == 0


def test_flood_from_many_networks_fills_no_more_than_its_room():
    windows = FormWindows(most=10)
    for number in range(100):
        windows.add(ip_network(f"8.8.{number}.8"), 1)
        windows.add(HOME, 1)
    assert len(windows) == 10
    assert windows.count(HOME, 1, 1) == 100


def test_memory_of_the_worker_holds_no_network_as_it_is():
    windows = FormWindows()
    windows.add(HOME, 1)
    [key] = windows._counts
    assert HOME.network_address.packed not in key
    assert FormWindows()._hash(HOME) != key


def test_minutes_are_counted_from_1970():
    assert minute_of(datetime(1970, 1, 1, 1, 2, 59, tzinfo=UTC)) == 62
