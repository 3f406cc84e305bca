import pytest

from comparisons.admin.people.single_sign_on.provider import forget
from tests.openid_provider import CLIENT, SECRET, openid_provider


@pytest.fixture
def provider(settings):
    """A provider that the settings name. Its groups: editors, publishers, admins."""
    with openid_provider() as provider:
        settings.OIDC_ISSUER = provider.issuer
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_NAME = "Keys"
        settings.OIDC_ROLES = {"editors": "Editor", "publishers": "Publisher", "admins": "Administrator"}
        forget()
        yield provider
    forget()
