"""The way back for an administrator who lost phone and recovery codes: a command on the server."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from comparisons.models import AuditLogEntry
from tests.admin.second_factors import add_app, has_factor

pytestmark = pytest.mark.django_db


def test_command_takes_a_second_factor_away_and_records_it(capsys):
    ada, grace = User.objects.create_user("ada"), User.objects.create_user("grace")
    for user in (ada, grace):
        add_app(user)

    call_command("reset_second_factor", "ada")

    entry = AuditLogEntry.objects.for_row(ada).first()
    assert (has_factor(ada), has_factor(grace)) == (False, True)
    assert (entry.comment, entry.created_by) == ("second factor reset", "")
    assert capsys.readouterr().out == "ada has no second factor any more.\n"


def test_command_says_that_an_account_does_not_exist():
    with pytest.raises(CommandError, match="No account is named “eve”"):
        call_command("reset_second_factor", "eve")
