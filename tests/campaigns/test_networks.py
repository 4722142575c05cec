"""Networks are matched and counted as keyed hashes, without anybody's address."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns import networks
from campaigns.networks import hash_address, is_inside, parse_network

SECRET = b"s" * 32
PUBLIC_4 = st.ip_addresses(v=4).filter(lambda address: address.is_global)
PUBLIC_6 = st.ip_addresses(v=6, network="2000::/4").filter(lambda address: address.is_global)


@given(st.one_of(PUBLIC_4, PUBLIC_6), st.data())
def test_ladder_says_of_every_network_whether_the_address_is_in_it(address, data):
    widest, narrowest = networks.WIDEST[address.version], networks.NARROWEST[address.version]
    length = data.draw(st.integers(widest, narrowest))
    around = ip_network((int(address), address.max_prefixlen)).supernet(new_prefix=length)
    flipped = int(around.network_address) ^ (1 << (address.max_prefixlen - length))
    beside = type(around)((flipped, length))
    ladder = hash_address(SECRET, str(address)).ladder
    assert is_inside(ladder, SECRET, around)
    assert not is_inside(ladder, SECRET, beside)
    assert not is_inside(ladder, b"t" * 32, around)


def test_one_household_is_one_group_and_its_neighbor_another():
    def group(address):
        return hash_address(SECRET, address).group

    assert group("2001:4860:1:2::1") == group("2001:4860:1:2:ffff::9")
    assert group("2001:4860:1:2::1") != group("2001:4860:1:3::1")
    assert group("1.2.3.4") != group("1.2.3.5")


@pytest.mark.parametrize(
    "text", ["", "nobody", "127.0.0.1", "10.1.2.3", "192.168.0.9", "100.64.0.1", "::1", "fe80::1"]
)
def test_addresses_behind_a_wrongly_counted_proxy_are_nobodys_network(text):
    assert hash_address(SECRET, text) is None


def test_narrow_networks_of_ipv6_become_their_64():
    assert str(parse_network("2001:4860::7/128")) == "2001:4860::/64"
    assert str(parse_network(" 1.2.3.4 ")) == "1.2.3.4/32"
    assert str(parse_network("1.2.3.4/24")) == "1.2.3.0/24"


def test_what_is_kept_holds_no_address_and_shows_nothing():
    hashed = hash_address(SECRET, "1.2.3.4")
    assert b"\x01\x02\x03\x04" not in hashed.group + hashed.ladder
    assert repr(hashed) == "HashedNetwork()"
    assert len(hashed.ladder) == 25 * networks.MARK_BYTES
