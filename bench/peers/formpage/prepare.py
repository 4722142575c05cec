"""Makes the peer's tables and its page, whose address is `/sign/`."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "formpage.settings")
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from formpage.models import FormField, FormPage  # noqa: E402
from wagtail.models import Page  # noqa: E402

FIELDS = [
    *(("Name", "singleline"), ("Email", "email"), ("Country", "singleline")),
    *(("Comment", "multiline"), ("Show my name", "checkbox")),
]


def main() -> int:
    """Once for each run of the bench."""
    call_command("makemigrations", "formpage", verbosity=0)
    call_command("migrate", verbosity=0)
    page = FormPage(title="Sign", slug="sign")
    page.form_fields = [
        FormField(label=label, field_type=kind, required=label in {"Name", "Email"})
        for label, kind in FIELDS
    ]
    Page.objects.get(depth=2).add_child(instance=page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
