"""A browser that signs in at the provider, by Django's client."""

from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import User

BEGIN, CALLBACK = "/admin/single-sign-on/", "/admin/single-sign-on/callback/"


def begin(client, **parameters):
    """The address of the provider, and its parameters."""
    address = client.get(BEGIN, parameters)["Location"]
    return address, {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def come_back(client, address):
    """Follow the provider's redirect. It leads to the site's own address, whatever the client calls it."""
    parts = urlsplit(address)
    assert parts.path == CALLBACK
    return client.get(f"{parts.path}?{parts.query}")


def sign_in(client, provider, **parameters):
    """All of it. Returns the answer to the second half."""
    address, _ = begin(client, **parameters)
    return come_back(client, provider.visit(address))


def words_on(client, response):
    """The page after a redirect, as text."""
    return client.get(response["Location"], follow=True).content.decode()


def name_of(client):
    """The account that is signed in, by its key in the session; None for nobody."""
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else None


def roles_of(name):
    return sorted(group.name for group in User.objects.get(username=name).groups.all())
