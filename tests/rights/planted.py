"""One row of everything that the site keeps, and the words in it that not everybody may read."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from campaigns import services
from campaigns.admin.actions import SIGNATURE_ACTIONS
from campaigns.models import (
    AbuseRule,
    Delivery,
    EmailDomainRule,
    OutboundMail,
    PaperSheets,
    Senator,
    SenatorLetter,
    Source,
)
from campaigns.privacy import tokens
from campaigns.services.access_log import record_access
from initiatives.models import State
from nnirr_site.models import (
    CheckedLink,
    GoneAddress,
    LinkUse,
    SearchSynonyms,
    SiteDocument,
    SiteImage,
    StandardPage,
)
from tests.campaigns.factories import make_call, make_call_page, make_organization, make_signature
from tests.factories import make_document, make_menu, make_page, make_topic
from tests.nnirr_site.photographs import make_image

# What of → the words that give it away. Each is stored once, under a call that no page shows.
CANARIES = {
    "people": [
        "Canariname Xochitl",
        "canaria@canarimail.example",
        "canarimail.example",
        "Canarirole",
        "Canaricomment",
        "Canaricontact",
    ],
    "signatures": ["Canariorg", "Canarireason"],
    "mails": ["canarierror"],
    "rules": ["203.0.113.0/24", "Canarinote"],
    "domains": ["canaridomain.example"],
    "sources": ["Canarisource"],
    "senators": ["Canarisenator"],
    "deliveries": ["Canaridelivered"],
    "calls": ["Canaricall"],
    "accesses": ["Canariwhat"],
    "users": ["canariuser"],
    "addresses of users": ["canariuser@staff.example"],
    "drafts": ["Canaridraft", "Canariremark"],
    "documents": ["Canaridocument"],
    "images": ["Canaripicture"],
    "redirects": ["canariredirect"],
    "gone": ["canarigone"],
    "workflows": ["Canariworkflow", "Canaritask"],
    "groups": ["Canarigroup"],
    "uploads": ["canariupload"],
}


class Planted:
    """Numbers of the planted rows by what stands in an address, and whole paths where that needs
    more than numbers.
    """

    bulk_models = (Page, SiteDocument, SiteImage, get_user_model())
    verbs = tuple(SIGNATURE_ACTIONS)

    def __init__(self):
        self._plant_signing()
        self._plant_pages()
        self._plant_staff()
        self.paths = self._collect_paths()
        self.queries = {
            "wagtailadmin_tag_model_autocomplete": "?term=Canari",
            "wagtailadmin_tag_autocomplete": "?term=Canari",
        }

    # -- Signing ------------------------------------------------------------------------------

    def _plant_signing(self) -> None:
        self.hidden_call = make_call(title="Canaricall", slug="canari-hidden")
        hidden = self.hidden_call
        self.signature = make_signature(
            hidden,
            "confirmed",
            name="Canariname Xochitl",
            email="canaria@canarimail.example",
            comment="Canaricomment",
        )
        self.organization = make_organization(
            hidden,
            "pending",
            name="Canaricontact",
            organization="Canariorg",
            role="Canarirole",
            email="office@canarimail.example",
        )
        self.rejected = make_signature(hidden, "confirmed", email="third@canarimail.example")
        services.reject_signature(self.rejected, "Canarireason")
        self.mail = OutboundMail.objects.filter(signature=self.signature).first()
        OutboundMail.objects.filter(pk=self.mail.pk).update(status="failed", error="canarierror")
        self.rule = AbuseRule.objects.create(
            kind="network", pattern="203.0.113.0/24", note="Canarinote"
        )
        self.domain = EmailDomainRule.objects.create(domain="canaridomain.example")
        self.source = Source.objects.create(code="canari-code", name="Canarisource")
        self.senator = Senator.objects.create(
            bioguide="C000001", state="WY", name="Canarisenator", as_of=date(2026, 1, 20)
        )
        self.public_call = make_call(title="Open call", slug="open-call")
        self.letter = SenatorLetter.objects.create(
            call=self.public_call, subject="Please ratify", body="A letter."
        )
        self.sheets = services.store_paper_sheets(
            PaperSheets(call=self.public_call, sheets=1, names=12)
        )
        self.own = make_signature(self.public_call, "confirmed", name="Openly Named")
        services.ask_for_new_email(self.own.reference, "openly@example.org", "en")
        self.email_change = self.own.email_changes.get()
        self.delivery = Delivery.objects.create(
            call=hidden,
            delivered_to="Canaridelivered",
            delivered_on=date(2026, 11, 1),
            people=1,
            organizations=0,
            offline=0,
            public_names=0,
            statements=[],
            totals=[],
            is_public=False,
            pdf=ContentFile(b"%PDF-1.4 Canariname Xochitl", name="canari.pdf"),
            csv=ContentFile(b"Canariname Xochitl", name="canari.csv"),
        )

    # -- Pages and files ----------------------------------------------------------------------

    def _plant_pages(self) -> None:
        self.call_page = make_call_page(self.public_call, title="Open call page")
        home = self.call_page.get_parent().get_parent()
        self.draft = make_page(
            StandardPage, parent=home, title="Canaridraft", slug="canari-draft", live=False
        )
        self.other = make_page(StandardPage, parent=home, title="Other", slug="other")
        self.revision = self.draft.save_revision()
        self.second_revision = self.draft.save_revision()
        self.author = get_user_model().objects.create_user(
            "canariuser", "canariuser@staff.example", "x", is_superuser=True
        )
        Comment.objects.create(
            page=self.draft,
            user=self.author,
            text="Canariremark",
            contentpath="lead",
            position="",
        )
        self.restriction = PageViewRestriction.objects.create(
            page=make_page(StandardPage, parent=home, title="Shut", slug="shut"),
            restriction_type="password",
            password="a password",
        )
        private = Collection.get_first_root_node().add_child(name="Canaricollection")
        self.collection = private
        self.empty_collection = Collection.get_first_root_node().add_child(name="Empty")
        self.collection_restriction = CollectionViewRestriction.objects.create(
            collection=private, restriction_type="password", password="a password"
        )
        self.document = make_document(title="Canaridocument", collection=private)
        self.image = make_image(60, 40, title="Canaripicture", collection=private)
        self.menu = make_menu("header", [])
        self.topic = make_topic("Topical")
        self.state = State.objects.first() or State.objects.create(
            name="Somewhere", iso2="ZZ", iso3="ZZZ", as_of=date(2026, 1, 1)
        )
        self.synonyms = SearchSynonyms.objects.create(words="canary, canario")
        self.gone = GoneAddress.objects.create(path="/canarigone")
        self.redirect = Redirect.objects.create(
            old_path="/canariredirect", redirect_link="/elsewhere/", site=None
        )
        Locale.objects.get_or_create(language_code="es")
        self.link = CheckedLink.objects.create(url="https://example.org/", state="dead")
        LinkUse.objects.create(link=self.link, page=self.other)

    # -- Staff --------------------------------------------------------------------------------

    def _plant_staff(self) -> None:
        self.group = Group.objects.create(name="Canarigroup")
        self.workflow = Workflow.objects.create(name="Canariworkflow")
        self.task = GroupApprovalTask.objects.create(name="Canaritask")
        self.task.groups.add(self.group)
        WorkflowTask.objects.create(workflow=self.workflow, task=self.task)
        WorkflowPage.objects.create(workflow=self.workflow, page=self.draft)
        self.workflow_state = self.workflow.start(self.draft, self.author)
        self.session = EditingSession.objects.create(
            user=self.author, content_object=self.draft, last_seen_at=timezone.now()
        )
        with self.image.file.open() as file:
            picture = file.read()
        self.uploads = {
            model: UploadedFile.objects.create(
                for_content_type=ContentType.objects.get_for_model(model),
                file=ContentFile(content, name=name),
                uploaded_by_user=self.author,
            )
            for model, name, content in (
                (SiteDocument, "canariupload.pdf", b"canariupload"),
                (SiteImage, "canariupload.png", picture),
            )
        }
        record_access(self.author, "inspect", what="Canariwhat", row_count=1)
        log(self.signature, "wagtail.edit", user=self.author, data={"reason": "Canarireason"})
        self.references = [
            row.reference for row in (self.signature, self.organization, self.rejected)
        ]

    @cached_property
    def canaries(self) -> dict[str, list[str]]:
        return {**CANARIES, "references": self.references}

    # -- What stands in addresses -------------------------------------------------------------

    @cached_property
    def values(self) -> dict[str, object]:
        """Parameter → what stands in its place wherever nothing else is said."""
        draft = self.draft.pk
        return {
            "page_id": draft,
            "parent_page_id": self.draft.get_parent().pk,
            "page_to_move_id": draft,
            "destination_id": self.other.pk,
            "revision_id": self.revision.pk,
            "link_id": self.link.pk,
            "task_state_id": self.workflow_state.current_task_state.pk,
            "task_id": self.task.pk,
            "workflow_state_id": self.workflow_state.pk,
            "workflow_pk": self.workflow.pk,
            "page_pk": draft,
            "action_name": "approve",
            "collection_id": self.collection.pk,
            "content_type_app_name": "nnirr_site",
            "content_type_model_name": "standardpage",
            "app_label": "nnirr_site",
            "app_name": "nnirr_site",
            "model_name": "standardpage",
            "document_id": self.document.pk,
            "doc_id": self.document.pk,
            "document_filename": self.document.filename,
            "image_id": self.image.pk,
            "uploaded_file_id": self.uploads[SiteDocument].pk,
            "filter_spec": "width-20",
            "redirect_id": self.redirect.pk,
            "session_id": self.session.pk,
            "uidb64": urlsafe_base64_encode(force_bytes(self.author.pk)),
            "token": tokens.make_link_token(self.own.reference),
            "slug": self.public_call.slug,
            "call": self.public_call.slug,
            "code": self.source.code,
            "language": "en",
            "number": 1,
            "provider": "mailgun",
            "restriction_id": self.collection_restriction.pk,
            "page_view_restriction_id": self.restriction.pk,
            "kind": "rss",
            "topic": "topical",
            "key": "nothing",
            "signature": self.signature.pk,
            "pk": draft,
        }

    @cached_property
    def rows(self) -> dict[str, object]:
        """Model → its planted row, by the name of the model in the address."""
        return {
            "signature": self.signature,
            "call": self.hidden_call,
            "delivery": self.delivery,
            "papersheets": self.sheets,
            "outboundmail": self.mail,
            "emaildomainrule": self.domain,
            "abuserule": self.rule,
            "source": self.source,
            "senator": self.senator,
            "senatorletter": self.letter,
            "navigationmenu": self.menu,
            "topic": self.topic,
            "goneaddress": self.gone,
            "searchsynonyms": self.synonyms,
            "state": self.state,
            "page": self.draft,
            "sitedocument": self.document,
            "siteimage": self.image,
            "user": self.author,
        }

    def pk_of(self, model) -> int:
        """The number of the planted row; settings go by their site, or by their only row."""
        if issubclass(model, BaseSiteSetting):
            return Site.objects.get(is_default_site=True).pk
        if issubclass(model, BaseGenericSetting):
            return model.load().pk
        return self.rows[model._meta.model_name].pk

    def values_for(self, name: str) -> dict[str, object]:
        """The values that fit the rows of one namespace."""
        namespace = name.rpartition(":")[0]
        own = {
            "wagtailadmin_collections": self.collection.pk,
            "wagtaillocales": Locale.get_default().pk,
            "wagtailsites": Site.objects.get(is_default_site=True).pk,
            "wagtailusers_users": self.author.pk,
            "wagtailusers_groups": self.group.pk,
            "wagtaildocs_chooser": self.document.pk,
            "wagtailimages_chooser": self.image.pk,
            "wagtailadmin_api:documents": self.document.pk,
            "wagtailadmin_api:images": self.image.pk,
            "wagtailadmin_workflows": self.task.pk if "task" in name else self.workflow.pk,
        }
        values = dict(self.values)
        if namespace in own:
            values["pk"] = own[namespace]
        if namespace == "wagtailadmin_workflows":
            values |= {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
        if namespace.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
            values["pk"] = self.rows[namespace.rpartition("_")[2]].pk
            values["kind"] = "pdf"
        if namespace == "wagtailimages":
            values["uploaded_file_id"] = self.uploads[SiteImage].pk
        if name in {"account_unlock", "account_reset"}:
            values["pk"] = self.author.pk
        if name == "wagtailadmin_collections:delete":
            values["pk"] = self.empty_collection.pk
        if name == "wagtailadmin_pages:unpublish":
            values["page_id"] = self.other.pk
        if name == "wagtailadmin_api:pages:action":
            values["action_name"] = "publish"
        if name == "wagtailadmin_tag_model_autocomplete":
            values |= {"app_name": "taggit", "model_name": "tag"}
        if name == "wagtailadmin_password_reset_confirm":
            values["token"] = default_token_generator.make_token(self.author)
        if name.startswith("campaigns:own"):
            values["token"] = tokens.make_link_token(self.own.reference, tokens.OWN)
        if name == "campaigns:new_email":
            reference = self.email_change.reference
            values["token"] = tokens.make_link_token(reference, tokens.NEW_EMAIL)
        if name == "campaigns:letters":
            values["token"] = tokens.make_link_token(self.own.reference, tokens.LETTERS)
        return values

    def _collect_paths(self) -> dict[str, str]:
        """Patterns that are no plain routes."""
        draft, first, second = self.draft.pk, self.revision.pk, self.second_revision.pk
        compared = f"/admin/pages/{draft}/revisions/compare/{first}...{second}/"
        return {
            "wagtailadmin_pages:revisions_compare": compared,
            "admin/.*/": "/admin/nothing-such/",
            "wagtaildocs_serve": f"/documents/{self.document.pk}/{self.document.filename}",
            "api:calls": "/api/v1/calls/",
            "api:call": "/api/v1/calls/open-call/",
            "api:count": "/api/v1/calls/open-call/count/",
            "api:ledger": "/api/v1/calls/open-call/ledger/",
            "api:organizations": "/api/v1/calls/open-call/organizations/",
            "api:states": "/api/v1/states/",
            "api/v1/<path:anything>": "/api/v1/nothing-such/",
            "media": "/media/nothing-such.png",
            "event_calendar": "/migrants-day/nothing-such/event.ics",
            "partners:letter_print": "/calls/open-call/letter/wy/",
            "wagtail_serve": "/other/",
        }
