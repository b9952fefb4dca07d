"""Makes the tables of Django's own sign-in and prints a token: `python -m tests.benchmarks.plain_django.prepare`."""

import os

import django
from django.apps import apps
from django.core.management import call_command

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.plain_django.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    user = apps.get_model("auth.User").objects.create_user("benchmark")
    print(apps.get_model("authtoken.Token").objects.create(user=user).key)
