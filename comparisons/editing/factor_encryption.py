"""The secrets of second factors at rest: the key of an app and the seed of recovery codes, with AES-256-GCM.

The keys come from SECRET_KEY and SECRET_KEY_FALLBACKS by HKDF. Whoever has the database or a backup, and not the secret
key, can make no codes. What an earlier version kept as it is has no prefix, and is read as before until a start of the
site encrypts it.
"""

from __future__ import annotations

import base64
import logging
import os
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

PREFIX = "aes-256-gcm:"
PURPOSE = b"comparisons.second-factor"
NONCE = 12
"""Bytes chosen by chance for each text: what NIST SP 800-38D wants for this cipher."""
FIELDS = ("secret", "seed")
"""Keys of the data of a factor under which it has a secret."""

logger = logging.getLogger("comparisons.sign_in")


def encrypt(text: str) -> str:
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), PURPOSE)
    return PREFIX + base64.b64encode(sealed).decode()


def decrypt(text: str) -> str:
    """The text that was encrypted. If no key fits, a secret chosen by chance, for which nobody has a code."""
    if not _is_encrypted(text):
        return text
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if (plain := _opened(text, key)) is not None:
            return plain
    logger.error("A second factor was encrypted with a secret key that this site does not have")
    return base64.b32encode(os.urandom(20)).decode()


def encrypt_all() -> int:
    """Encrypt with the current key what is not, so that former keys can be taken away. Returns how many factors."""
    return sum(_renewed(key) for key in Authenticator.objects.values_list("pk", flat=True))


def _renewed(key: int) -> bool:
    with transaction.atomic():
        factor = Authenticator.objects.select_for_update().filter(pk=key).first()
        changes = dict(_changes(factor.data)) if factor else {}
        if factor and changes:
            factor.data |= changes
            factor.save(update_fields=["data"])
    return bool(changes)


def _changes(data: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What no key opens stays as it is: the right key may come back."""
    for field in FIELDS:
        text = data.get(field)
        if text is None or _opened(text, settings.SECRET_KEY) is not None:
            continue
        formers = (_opened(text, key) for key in settings.SECRET_KEY_FALLBACKS)
        plain = next((former for former in formers if former is not None), None) if _is_encrypted(text) else text
        if plain is not None:
            yield field, encrypt(plain)


def _is_encrypted(text: str) -> bool:
    return text.startswith(PREFIX)


def _opened(text: str, key: str) -> str | None:
    if not _is_encrypted(text):
        return None
    try:
        sealed = base64.b64decode(text.removeprefix(PREFIX))
        return AESGCM(_key(key)).decrypt(sealed[:NONCE], sealed[NONCE:], PURPOSE).decode()
    except (InvalidTag, ValueError):
        return None


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
