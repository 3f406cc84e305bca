#!/usr/bin/env python
"""Plumbline's commands: `python manage.py help` lists them, `python manage.py --version` names the version."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from environs import EnvError

import comparisons

if __name__ == "__main__":
    if sys.argv[1:] in (["--version"], ["version"]):  # Django would print its own alone
        sys.stdout.write(f"Plumbline {comparisons.__version__} (Django {django.get_version()})\n")
        sys.exit()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except (EnvError, ImproperlyConfigured) as error:
        sys.exit(f"Plumbline cannot start: {error}")
