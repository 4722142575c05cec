"""Whether what is printed leads anywhere, asked before a launch."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from nnirr_site.http.addresses import is_of_this_machine

HINT = "Set SITE_URL to the address that people type: no correction reaches paper."


@register("resources", deploy=True)
def check_address_of_prints(app_configs, **kwargs):
    """Paper outlives a mistake: what is printed once with `localhost` stays so."""
    if not (settings.IS_PRODUCTION and is_of_this_machine(settings.SITE_URL)):
        return []
    return [Error("SITE_URL leads nowhere from paper.", hint=HINT, id="resources.E001")]


@register("resources", Tags.database, deploy=True)
def check_prints(app_configs, databases=None, **kwargs):
    """Prints that were made before SITE_URL, a short address or the text of the call changed.

    Asked with `check --deploy --database default`. No process refuses to start for it, as it is the
    worker that makes them anew.
    """
    if not databases or not settings.IS_PRODUCTION:
        return []
    from resources.materials.upkeep import find_outdated

    outdated = find_outdated()
    local = [row for row in outdated if is_of_this_machine(row.printed_url)]
    if local:
        return [
            Error(
                f"{len(local)} prints carry the address of a single machine, such as localhost.",
                hint="The worker makes them anew within a minute; publish the site after that.",
                id="resources.E002",
            )
        ]
    if outdated:
        return [
            Warning(
                f"{len(outdated)} prints were made before their address or text changed.",
                hint="The worker makes them anew within a minute.",
                id="resources.W001",
            )
        ]
    return []
