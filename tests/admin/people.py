"""People for tests of the admin, by their roles."""

from django.contrib.auth.models import Group, User
from django.test import Client

from tests.admin.second_factors import WORDS


def person(name, *roles, **fields):
    """Someone who can sign in with `WORDS`."""
    user = User.objects.create_user(name, password=WORDS, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def signed_in(name, *roles, **fields):
    """The client of someone who has signed in already. No password: hashing one takes time."""
    user = User.objects.create_user(name, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    client = Client()
    client.force_login(user)
    return client
