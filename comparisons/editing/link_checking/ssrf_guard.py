"""Resolve the name of a host to addresses that a request may use (a guard against request forgery)."""

from __future__ import annotations

import ipaddress
import socket

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")
UNICAST = ipaddress.ip_network("2000::/3")
"""The public unicast addresses of IPv6. Others may be in private use, such as 64:ff9b:1::/48."""


class PrivateAddressError(Exception):
    def __init__(self, host: str, address: IpAddress) -> None:
        super().__init__(f"{host} leads to {address}, which is not a public address, so it gets no request.")


def public_addresses_of(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The IP addresses of a host. Raises PrivateAddressError if any of them is not public."""
    resolved = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(socket_address[0]) for *_, socket_address in resolved]
    for number in numbers:
        address = ipaddress.ip_address(number)
        if not allow_private and not is_public(address):
            raise PrivateAddressError(host, address)
    return numbers


def is_public(address: IpAddress) -> bool:
    """Whether it is a public address, or an IPv6 address that contains a public IPv4 one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
        if address not in UNICAST:
            return False
    return address.is_global and not address.is_multicast
