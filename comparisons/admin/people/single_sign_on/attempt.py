"""A sign-in between its two halves: what is sent to the provider, and what has to come back to the same browser."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass

from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from comparisons.admin.people.single_sign_on.connection import Deadline, ProviderError
from comparisons.admin.people.single_sign_on.id_token import verified_claims
from comparisons.admin.people.single_sign_on.identity import Identity, identity_of
from comparisons.admin.people.single_sign_on.provider import Provider


@dataclass(frozen=True)
class Attempt:
    """It is kept in the session for ten minutes, under a random state, and works once."""

    next: str
    """The page of this site to go to afterwards."""
    user: int | None
    """Who signs in again, to prove that they are still there; None for a sign-in."""
    nonce: str
    verifier: str
    began_at: int

    @classmethod
    def begin(cls, request: HttpRequest, provider: Provider, next_page: str, user: int | None) -> str:
        """Keep a new attempt, and return the address of the provider that the browser goes to."""
        challenge = generate_code_challenge()
        attempt = cls(next_page, user, secrets.token_urlsafe(32), challenge["code_verifier"], int(time.time()))
        state = statekit.stash_state(
            request, provider_id=settings.OIDC_ISSUER, state=asdict(attempt), state_id=secrets.token_urlsafe(32)
        )
        parameters = {
            "state": state,
            "nonce": attempt.nonce,
            "code_challenge": challenge["code_challenge"].decode(),
            "code_challenge_method": "S256",
        }
        if user is not None:
            parameters |= {"prompt": "login", "max_age": "0"}
        return provider.sign_in_address(callback_address(), parameters)

    @classmethod
    def resume(cls, request: HttpRequest) -> Attempt | None:
        """The attempt that the provider answers; None where this browser has none that is waiting."""
        state = statekit.unstash_state(request, provider_id=settings.OIDC_ISSUER, state_id=request.GET.get("state", ""))
        return cls(**state) if state else None

    def identity(self, provider: Provider, code: str, deadline: Deadline) -> Identity:
        """Who the provider says it is. Raises ProviderError."""
        tokens = provider.tokens(code, self.verifier, callback_address(), deadline)
        claims = verified_claims(tokens.get("id_token"), provider.keys(deadline), self.nonce)
        if settings.OIDC_GROUPS_CLAIM not in claims or "preferred_username" not in claims:
            more = provider.user_info(str(tokens.get("access_token", "")), deadline)
            if more and more.get("sub") != claims["sub"]:
                raise ProviderError("its userinfo is of someone else than its ID token")
            claims = {**more, **claims}
        return identity_of(claims)


def callback_address() -> str:
    """What is registered at the provider."""
    return f"{settings.SITE_ORIGIN}{reverse('single_sign_on_callback')}"
