"""Who knocks, as limits count visitors: an address; of IPv6 the network, for one subscriber has all its addresses."""

from ipaddress import ip_address, ip_network

from flask import request

OF_ONE_SUBSCRIBER = 64  # bits that a provider gives to one line (RFC 6177)


def network_of(address: str | None) -> str:
    """«203.0.113.7», «2001:db8:1:2::/64»; what is no address stands for itself."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return address or "nowhere"
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((known.packed, OF_ONE_SUBSCRIBER), strict=False))


def visitor() -> str:
    """That of the present request."""
    return network_of(request.remote_addr)
