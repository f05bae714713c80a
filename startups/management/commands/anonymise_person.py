"""``manage.py anonymise_person GHID --reason …``: takes a name away, for ever."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.people.models import Person
from startups.personal_data.services.anonymisation import anonymise_person


class Command(BaseCommand):
    help = "Anonymises a person: name and addresses go, acts stay. Cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ghid", help="the person's identifier: the name of their file")
        parser.add_argument("--reason", required=True, help="kept in the history")
        parser.add_argument("--by", help="address of the administrator who decides")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(ghid=options["ghid"]).first()
        if person is None:
            raise CommandError(_("Nobody has that identifier."))
        try:
            done = anonymise_person(
                person=person,
                on=timezone.localdate(),
                actor=self._administrator(options["by"]),
                reason=options["reason"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(_("Now called: %(name)s") % {"name": done.person}))
        self.stdout.write(
            ngettext(
                "%(count)d row said their name or address.",
                "%(count)d rows said their name or address.",
                done.rewritten,
            )
            % {"count": done.rewritten}
        )
        self.stdout.write(
            _("Copies of the database, exported files and mails sent before still do.")
        )

    def _administrator(self, email: str | None) -> Any:
        if not email:
            return None
        administrators = get_user_model().objects.filter(
            email=email.strip().lower(), is_superuser=True, is_active=True
        )
        if not administrators:
            raise CommandError(_("No administrator has that address."))
        return administrators.get()
