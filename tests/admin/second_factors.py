"""Second factors for tests: an app that shows codes, and signing in with a password."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from comparisons.editing.factor_encryption import decrypt

WORDS = "a password for tests"
CODE_PAGE, SETTING_UP = "/admin/second-factor/code/", "/admin/second-factor/"


def code_of(secret, steps=0):
    """What an app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def add_app(user):
    """Set up an app and recovery codes, and return the key that is in the app, and the codes."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).get_unused_codes()


def key_in_app(user):
    """What is in the app that someone has set up."""
    return decrypt(user.authenticator_set.get(type="totp").data["secret"])


def has_factor(user):
    return Authenticator.objects.filter(user=user).exists()


def sign_in(client, name, password=WORDS, after="/admin/", address="192.0.2.1"):
    form = {"username": name, "password": password, "next": after}
    return client.post("/admin/login/", form, REMOTE_ADDR=address)


def send_code(client, code, address="192.0.2.1"):
    return client.post(CODE_PAGE, {"code": code}, REMOTE_ADDR=address)
