"""What staff see and may do, by their rights; and how a call is edited."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import rich_text

from campaigns.models import Call, EmailDomainRule, OutboundMail, Signature
from tests.campaigns.call_forms import call_data
from tests.campaigns.factories import make_call, make_call_page, make_organization, make_signature

pytestmark = pytest.mark.django_db

RIGHTS = {
    "totals only": ["view_tallystate"],
    "sees signatures": ["view_signature"],
    "sees personal data": ["view_signature", "view_personal_data"],
    "moderates": ["view_signature", "moderate_signature"],
    "moderates unseen": ["moderate_signature"],
    "mail": ["view_outboundmail", "resend_mail", "view_signature"],
    "sees mail": ["view_outboundmail"],
    "edits calls": ["add_call", "change_call", "view_call"],
}


@pytest.fixture
def login(client, django_user_model):
    """Log in with these rights of the app and access to the admin."""

    def log_in(*codenames: str):
        user = django_user_model.objects.create_user("staff", password="x")
        user.user_permissions.set(
            Permission.objects.filter(content_type__app_label="campaigns", codename__in=codenames)
            | Permission.objects.filter(codename="access_admin")
        )
        client.force_login(user)
        return user

    return log_in


def url(model: str, view: str, *args) -> str:
    return reverse(f"wagtailsnippets_campaigns_{model}:{view}", args=args)


def is_allowed(answer) -> bool:
    """Wagtail sends who may not enter back to the dashboard."""
    return answer.status_code == 200


MATRIX = {
    ("signature", "list"): {"sees signatures", "sees personal data", "moderates", "mail"},
    ("signature", "inspect"): {"sees signatures", "sees personal data", "moderates", "mail"},
    ("signature", "approve"): {"moderates"},
    ("signature", "hide"): {"moderates"},
    ("signature", "reject"): {"moderates"},
    ("signature", "restore"): {"moderates"},
    ("signature", "resend"): {"mail"},
    ("signature", "add"): set(),
    ("signature", "edit"): set(),
    ("signature", "delete"): set(),
    ("outboundmail", "list"): {"mail", "sees mail"},
    ("outboundmail", "inspect"): {"mail", "sees mail"},
    ("outboundmail", "retry"): {"mail"},
    ("outboundmail", "add"): set(),
    ("outboundmail", "edit"): set(),
    ("outboundmail", "delete"): set(),
    ("call", "list"): {"edits calls"},
    ("call", "add"): {"edits calls"},
    ("call", "edit"): {"edits calls"},
    ("call", "delete"): set(),
    ("emaildomainrule", "list"): set(),
}


@pytest.mark.parametrize("rights", RIGHTS)
def test_rights_open_exactly_their_views(client, login, rights):
    call = make_call()
    signature = make_organization(call, "pending")
    mail = OutboundMail.objects.get()
    login(*RIGHTS[rights])
    objects = {"signature": signature.pk, "outboundmail": mail.pk, "call": call.pk}
    allowed = set()
    for model, view in MATRIX:
        if view in {"list", "add"}:
            address = url(model, view)
        elif view in {"inspect", "edit", "delete", "retry"}:
            address = url(model, view, objects[model])
        else:
            address = url(model, "action", view, objects[model])
        if is_allowed(client.get(address)):
            allowed.add((model, view))
    assert allowed == {key for key, who in MATRIX.items() if rights in who}


def test_superuser_cannot_add_edit_or_delete_a_signature_either(admin_client):
    signature = make_signature()
    for view, args in (("add", []), ("edit", [signature.pk]), ("delete", [signature.pk])):
        address = url("signature", view, *args)
        assert not is_allowed(admin_client.get(address))
        admin_client.post(address, {"status": "confirmed"})
    bulk = reverse("wagtail_bulk_action", args=["campaigns", "signature", "delete"])
    admin_client.post(f"{bulk}?id={signature.pk}")
    row = Signature.objects.get()
    assert row.status == "pending"


def test_nobody_can_act_by_a_post_without_the_right(client, login):
    signature = make_organization(status="pending")
    mail = OutboundMail.objects.get()
    OutboundMail.objects.update(status="failed")
    login("view_signature", "view_personal_data", "view_outboundmail")
    for verb in ("approve", "hide", "reject", "resend"):
        client.post(url("signature", "action", verb, signature.pk), {"reason": "x"})
    client.post(url("outboundmail", "retry", mail.pk))
    row = Signature.objects.get()
    assert (row.status, row.approved_at, row.is_name_hidden, row.mail_count) == (
        "pending",
        None,
        False,
        1,
    )
    assert OutboundMail.objects.get().status == "failed"


def test_unknown_action_is_not_found(admin_client):
    assert (
        admin_client.get(url("signature", "action", "bless", make_signature().pk)).status_code
        == 404
    )
    assert admin_client.get(url("signature", "action", "hide", 0)).status_code == 404


PERSONAL = ("Xochiquetzal", "xochi@unmistakable.example", "Guardiana", "Porque unica", "94612")


@pytest.mark.parametrize("may_see", [True, False])
def test_personal_data_is_shown_by_right_and_the_look_is_on_record(client, login, may_see):
    signature = make_organization(
        name="Xochiquetzal",
        email="xochi@unmistakable.example",
        role="Guardiana",
        comment="Porque unica",
        country="US",
        postal_code="94612",
    )
    user = login("view_signature", *(["view_personal_data"] if may_see else []))
    detail = client.get(url("signature", "inspect", signature.pk)).content.decode()
    for secret in PERSONAL:
        assert (secret in detail) is may_see
    assert signature.reference in detail
    looks = ModelLogEntry.objects.filter(action="campaigns.view_personal_data", user=user)
    assert looks.count() == int(may_see)

    listing = client.get(url("signature", "list")).content.decode()
    assert ("Xochiquetzal" in listing) is may_see
    assert "unmistakable" not in listing
    for query in ("?export=csv", "?export=xlsx", "?q=Xochiquetzal"):
        answer = client.get(url("signature", "list") + query)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"unmistakable" not in content


def test_moderator_approves_with_a_reason_and_sees_it_on_the_signature(client, login):
    signature = make_organization(show_name=True)
    login("view_signature", "moderate_signature")
    address = url("signature", "action", "approve", signature.pk)
    data = {"reason": "We know them", "mark": signature.stored_mark}
    answer = client.post(address, data, follow=True)
    assert "We know them" in answer.content.decode()
    assert Signature.objects.publicly_named().get() == signature
    assert "not possible" in client.get(address).content.decode()


def test_what_staff_did_is_in_the_site_history(admin_client):
    signature = make_signature(name="Xochiquetzal")
    address = url("signature", "action", "hide", signature.pk)
    admin_client.post(address, {"reason": "Asked by phone"})
    html = admin_client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert signature.reference in html
    assert "Hide name" in html
    assert "Xochiquetzal" not in html


def test_action_that_is_too_late_says_so(client, login):
    signature = make_signature()
    login("view_signature", "moderate_signature")
    address = url("signature", "action", "restore", signature.pk)
    answer = client.post(address, {"reason": "x"}, follow=True)
    assert "not possible" in answer.content.decode()


def test_buttons_offered_are_those_that_work(client, login):
    signature = make_signature(status="confirmed")
    login("view_signature", "moderate_signature")
    html = client.get(url("signature", "inspect", signature.pk)).content.decode()
    offered = set(re.findall(r"/action/(\w+)/", html))
    assert offered == {"hide", "reject"}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"A", "B", "C"}),
        ("status=pending", {"A"}),
        ("status=confirmed&status=rejected", {"B", "C"}),
        ("kind=organization", {"B"}),
        ("waits_for_approval=true", {"B"}),
        ("country=GT", {"C"}),
        ("region=OR", set()),
        ("created_at_from=2001-01-01&created_at_to=2001-01-02", set()),
        ("status=nonsense", {"A", "B", "C"}),
    ],
)
def test_list_is_filtered(admin_client, query, shown):
    call = make_call()
    rows = {
        "A": make_signature(call, "pending"),
        "B": make_organization(call),
        "C": make_signature(call, "rejected", country="GT"),
    }
    html = admin_client.get(f"{url('signature', 'list')}?{query}").content.decode()
    assert {name for name, row in rows.items() if row.reference in html} == shown


def test_list_asks_the_same_for_three_and_for_thirty(admin_client, django_assert_max_num_queries):
    call = make_call()
    for _number in range(3):
        make_signature(call)
    admin_client.get(url("signature", "list"))
    with django_assert_max_num_queries(60) as few:
        admin_client.get(url("signature", "list"))
    for _number in range(27):
        make_signature(call)
    with django_assert_max_num_queries(len(few)):
        admin_client.get(url("signature", "list"))


def test_failed_mail_is_retried_from_the_list(client, login):
    make_signature()
    OutboundMail.objects.update(status="failed", attempts=8, error="SMTPServerDisconnected")
    login("view_outboundmail", "resend_mail")
    html = client.get(url("outboundmail", "list")).content.decode()
    assert "SMTPServerDisconnected" in html
    mail = OutboundMail.objects.get()
    assert url("outboundmail", "retry", mail.pk) in html
    client.post(url("outboundmail", "retry", mail.pk))
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == ("queued", 0)


# -- Editing a call ----------------------------------------------------------------------------


def test_organizer_makes_a_call_with_its_text(admin_client):
    answer = admin_client.post(url("call", "add"), call_data())
    assert answer.status_code == 302
    statement = Call.objects.get().statements.get()
    assert (statement.language, statement.number, statement.title) == ("en", 1, "Close them")
    assert statement.body == "<p>Now.</p>"


def test_call_without_any_text_is_refused(admin_client):
    answer = admin_client.post(
        url("call", "add"), call_data(statement_title_en="", statement_body_en=rich_text(""))
    )
    assert answer.status_code == 200
    assert not Call.objects.exists()


def test_text_needs_title_and_body(admin_client):
    answer = admin_client.post(url("call", "add"), call_data(statement_title_es="Cierren"))
    assert answer.status_code == 200
    assert not Call.objects.exists()


def test_saving_a_call_without_touching_its_text_makes_no_version(admin_client):
    call = make_call()
    make_signature(call, "confirmed")
    answer = admin_client.post(url("call", "edit", call.pk), call_data(call, goal="500"))
    assert answer.status_code == 302
    call.refresh_from_db()
    assert (call.goal, call.statements.count()) == (500, 1)


def test_changed_text_needs_a_reason_once_somebody_signed(admin_client):
    call = make_call()
    make_signature(call, "confirmed")
    changed = call_data(call, statement_body_en=rich_text("<p>Other words.</p>"))
    answer = admin_client.post(url("call", "edit", call.pk), changed)
    assert answer.status_code == 200
    assert "say why it changes" in answer.content.decode()
    assert call.statements.count() == 1
    changed["statement_reason"] = "The vote has passed"
    assert admin_client.post(url("call", "edit", call.pk), changed).status_code == 302
    newest = call.statements.get(number=2)
    assert (newest.body, newest.reason) == ("<p>Other words.</p>", "The vote has passed")


def test_confirmation_between_check_and_save_is_a_question_and_no_failure(
    admin_client, monkeypatch
):
    call = make_call()
    make_signature(call, "confirmed")
    monkeypatch.setattr("campaigns.services.is_reason_needed", lambda *_arguments: False)
    changed = call_data(call, goal="777", statement_body_en=rich_text("<p>Other words.</p>"))
    answer = admin_client.post(url("call", "edit", call.pk), changed)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "say why it changes" in html and "Other words." in html and 'value="777"' in html
    call.refresh_from_db()
    assert call.goal is None and call.statements.count() == 1


@pytest.mark.parametrize("number", ["abc", "0", "-1", "9" * 30, "²"])
def test_row_that_is_none_is_not_found(admin_client, number):
    for model in ("signature", "outboundmail"):
        address = url(model, "list") + f"inspect/{number}/"
        assert admin_client.get(address).status_code == 404


def test_published_text_cannot_be_emptied(admin_client):
    call = make_call()
    emptied = call_data(
        call,
        statement_title_en="",
        statement_body_en=rich_text(""),
        statement_title_es="Cierren",
        statement_body_es=rich_text("<p>Ya.</p>"),
    )
    assert admin_client.post(url("call", "edit", call.pk), emptied).status_code == 200
    assert call.statements.count() == 1


def test_editing_a_call_changes_the_cached_page(admin_client, monkeypatch):
    purges = []
    monkeypatch.setattr("campaigns.services.statements.purge", lambda: purges.append(1))
    call = make_call_page().call
    changed = call_data(call, statement_body_en=rich_text("<p>Other words.</p>"))
    admin_client.post(url("call", "edit", call.pk), changed)
    assert purges


def test_call_with_signatures_cannot_be_deleted(admin_client):
    signature = make_signature()
    shown = make_call_page().call
    unused = make_call()
    bulk = reverse("wagtail_bulk_action", args=["campaigns", "call", "delete"])
    for call in (signature.call, shown, unused):
        assert admin_client.post(url("call", "delete", call.pk)).status_code == 302
        assert admin_client.post(f"{bulk}?id={call.pk}").status_code < 500
    assert Call.objects.filter(pk__in=[signature.call_id, shown.pk]).count() == 2
    assert not Call.objects.filter(pk=unused.pk).exists()


def test_rule_for_a_domain_is_checked_on_save(admin_client):
    def post(**fields):
        values = {"domain": "post.example", "same_as": "", "tag_separator": "+", **fields}
        return admin_client.post(url("emaildomainrule", "add"), values).status_code

    assert post(domain="not a domain") == 200
    assert post(domain="Upper.example") == 200
    assert post(same_as="post.example") == 200
    assert not EmailDomainRule.objects.filter(domain__contains="example").exists()
    assert post(same_as="mail.example") == 302


def test_editing_page_says_what_stands_in_the_text(admin_client):
    call = make_call()
    html = admin_client.get(url("call", "edit", call.pk)).content.decode()
    assert "We call on the Senate to ratify the Convention." in html
    assert "Ratify the Convention" in html
