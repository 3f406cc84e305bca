"""Verify an ID token, by OpenID Connect Core 1.0, 3.1.3.7. Its signature too, though it came from the provider."""

from __future__ import annotations

from typing import Any

import jwt
from django.conf import settings
from django.utils.crypto import constant_time_compare

from comparisons.admin.people.single_sign_on.connection import ProviderError

ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
"""Signatures by a key that only the provider has: not none, and not HMAC with a secret."""
CLOCKS = 60
"""Seconds by which its clock and ours may differ."""
LONGEST_SUBJECT = 191
"""Characters: what django-allauth keeps."""
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


def verified_claims(token: object, keys: list[dict[str, Any]], nonce: str) -> dict[str, Any]:
    """The claims of a token that the provider signed for us and for this sign-in. Raises ProviderError."""
    if not isinstance(token, str):
        raise ProviderError("there is no ID token")
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(header, keys),
            algorithms=[header["alg"]],
            audience=settings.OIDC_CLIENT_ID,
            issuer=settings.OIDC_ISSUER,
            leeway=CLOCKS,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
        raise ProviderError(f"its ID token is refused: {error!r:.200}") from error
    _check_audience(claims)
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise ProviderError("its ID token is of another sign-in: the nonce differs")
    if not (isinstance(claims["sub"], str) and 0 < len(claims["sub"]) <= LONGEST_SUBJECT):
        raise ProviderError(f"its ID token has a subject that is no text of 1 to {LONGEST_SUBJECT} characters")
    return claims


def _key(header: dict[str, Any], keys: list[dict[str, Any]]) -> jwt.PyJWK:
    """The key that the header names, for the algorithm that it names. Without a name, the only key."""
    algorithm, name = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS:
        raise ProviderError(f"its ID token is signed with {str(algorithm)[:20]!r}")
    fitting = [
        key
        for key in keys
        if key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (name is None or key.get("kid") == name)
    ]
    if len(fitting) != 1:
        raise ProviderError(f"its ID token is signed with the key {str(name)[:100]!r}, of which it has {len(fitting)}")
    return jwt.PyJWK(fitting[0], algorithm)


def _check_audience(claims: dict[str, Any]) -> None:
    """A token for several programs has to say that it was given to us."""
    is_for_several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    party = claims.get("azp")
    if party != settings.OIDC_CLIENT_ID and (is_for_several or party is not None):
        raise ProviderError("its ID token was given to another program: azp differs")
