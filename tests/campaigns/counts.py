"""The numbers of a call: by counting rows, as shown, and of the ledger."""

from django.db.models import Sum

from campaigns.models import Call, DailyTally, TallyState


def counted(call: Call) -> dict[str, int]:
    """What COUNT(*) says."""
    rows = call.signatures
    return {
        "people": rows.filter(status="confirmed", kind="person").count(),
        "organizations": rows.filter(status="confirmed", kind="organization").count(),
        "withdrawn": rows.filter(status="withdrawn").count(),
        "rejected": rows.filter(status="rejected", confirmed_at__isnull=False).count(),
    }


def shown(call: Call) -> dict[str, int]:
    state = TallyState.objects.get(call=call)
    return {name: getattr(state, name) for name in counted(call)}


def in_ledger(call: Call) -> dict[str, int]:
    sums = DailyTally.objects.filter(call=call).aggregate(
        **{name: Sum(name) for name in ("people", "organizations", "withdrawn", "rejected")}
    )
    return {name: value or 0 for name, value in sums.items()}
