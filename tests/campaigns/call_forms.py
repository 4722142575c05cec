"""What staff's form for a call sends."""

from wagtail.test.utils.form_data import rich_text

from campaigns.models import Call


def call_data(call: Call | None = None, **fields) -> dict:
    statement = call.statements.filter(language="en").order_by("-number").first() if call else None
    values = {
        "title": call.title if call else "Close the camps",
        "slug": call.slug if call else "close-the-camps",
        "addressee": "the Senate",
        "goal": "",
        "offline_signatures": "0",
        "shown_from": "50",
        "opens_at": "",
        "closes_at": "",
        "organizations_close_at": "",
        "retention_days": "90",
        "pause_notice": "",
        "share_text": "",
        "statement_title_en": statement.title if statement else "Close them",
        "statement_body_en": rich_text(statement.body if statement else "<p>Now.</p>"),
        "statement_title_es": "",
        "statement_body_es": rich_text(""),
        "statement_reason": "",
    }
    return {**values, **fields}
