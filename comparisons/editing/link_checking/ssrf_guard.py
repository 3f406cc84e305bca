"""From the name of a host to addresses that may be connected to."""

from __future__ import annotations

import ipaddress
import socket

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")
UNICAST = ipaddress.ip_network("2000::/3")
"""All of version 6 that is given out for the internet at large; the rest may be anybody's own, as 64:ff9b:1::/48 is."""


class PrivateAddressError(Exception):
    def __init__(self, host: str, address: IpAddress) -> None:
        super().__init__(f"{host} leads to {address}, which is not a public address, and is not asked.")


def doors(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host, as numbers. Raises PrivateAddressError where a single one is not public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(place[0]) for _, _, _, _, place in found]
    for number in numbers:
        address = ipaddress.ip_address(number)
        if not allow_private and not is_public(address):
            raise PrivateAddressError(host, address)
    return numbers


def is_public(address: IpAddress) -> bool:
    """Whether it is one of the internet at large, also within an address of version 6 that stands for it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
        if address not in UNICAST:
            return False
    return address.is_global and not address.is_multicast
