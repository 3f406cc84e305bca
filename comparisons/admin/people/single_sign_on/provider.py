"""The provider: where its pages are, and what is asked of them."""

from __future__ import annotations

import base64
import time
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from comparisons.admin.people.single_sign_on.connection import Deadline, ProviderError, fetch_json

KEPT_FOR = 600
"""Seconds in which the description of the provider is not asked for again, in each process."""


class Provider(BaseModel):
    """What it says of itself, by OpenID Connect Discovery 1.0, as far as it is needed."""

    model_config = ConfigDict(frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    scopes_supported: tuple[str, ...] = ()
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)

    def check(self, issuer: str) -> None:
        """Raise ProviderError where it is another provider, or where something would be sent unencrypted."""
        if self.issuer != issuer:
            raise ProviderError(f"it calls itself {self.issuer[:200]!r}, and OIDC_ISSUER is {issuer!r}")
        addresses = [self.authorization_endpoint, self.token_endpoint, self.jwks_uri, self.userinfo_endpoint]
        safe = {"https", urlsplit(issuer).scheme}  # http only if the issuer is on this machine: see config
        try:
            schemes = {urlsplit(address).scheme for address in addresses if address}
        except ValueError as error:
            raise ProviderError("its description has an address that cannot be read") from error
        if schemes - safe:
            raise ProviderError("its description has an address without https")

    def sign_in_address(self, redirect_uri: str, parameters: dict[str, str]) -> str:
        """Where the browser goes. `parameters` are state, nonce, the challenge of PKCE, and what else is asked."""
        scopes = ["openid", "profile", "email"]
        if settings.OIDC_GROUPS_CLAIM in self.scopes_supported:
            scopes.append(settings.OIDC_GROUPS_CLAIM)
        query = {
            "response_type": "code",
            "client_id": settings.OIDC_CLIENT_ID,
            "redirect_uri": redirect_uri,
            "scope": " ".join(scopes),
            **parameters,
        }
        separator = "&" if urlsplit(self.authorization_endpoint).query else "?"
        return f"{self.authorization_endpoint}{separator}{urlencode(query)}"

    def tokens(self, code: str, verifier: str, redirect_uri: str, deadline: Deadline) -> dict[str, Any]:
        """What the code is worth. Raises ProviderError where it was used already, or is not ours."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
            "client_id": settings.OIDC_CLIENT_ID,
        }
        if "client_secret_post" in self.token_endpoint_auth_methods_supported:
            return fetch_json(self.token_endpoint, deadline, {**form, "client_secret": settings.OIDC_CLIENT_SECRET})
        pair = f"{quote_plus(settings.OIDC_CLIENT_ID)}:{quote_plus(settings.OIDC_CLIENT_SECRET)}"
        basic = base64.b64encode(pair.encode()).decode()
        return fetch_json(self.token_endpoint, deadline, form, {"Authorization": f"Basic {basic}"})

    def keys(self, deadline: Deadline) -> list[dict[str, Any]]:
        """Asked for at each sign-in, so that keys can change at any time."""
        keys = fetch_json(self.jwks_uri, deadline).get("keys")
        return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []

    def user_info(self, access_token: str, deadline: Deadline) -> dict[str, Any]:
        """Empty where the provider has no such page."""
        if not (self.userinfo_endpoint and access_token.isascii() and access_token.isprintable()):
            return {}
        return fetch_json(self.userinfo_endpoint, deadline, headers={"Authorization": f"Bearer {access_token}"})


_known: dict[str, tuple[float, Provider]] = {}


def discover(deadline: Deadline) -> Provider:
    """The provider of the settings. Raises ProviderError, also where it names itself otherwise."""
    issuer: str = settings.OIDC_ISSUER
    at, known = _known.get(issuer, (0.0, None))
    if known and time.monotonic() - at < KEPT_FOR:
        return known
    try:
        data = fetch_json(f"{issuer.rstrip('/')}/.well-known/openid-configuration", deadline)
        provider = Provider.model_validate(data)
    except ValidationError as error:
        raise ProviderError(f"its description is incomplete: {error.errors()[0]['loc']}") from error
    provider.check(issuer)
    _known[issuer] = (time.monotonic(), provider)
    return provider


def forget() -> None:
    """Ask for the description again at the next sign-in."""
    _known.clear()
