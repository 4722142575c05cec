"""Documents: what is read off a file, and how it is sent and kept from those it is not for."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.models import Collection, CollectionViewRestriction

from nnirr_site.documents.extract import read_pdf
from nnirr_site.documents.reading_state import Reading
from nnirr_site.documents.serving import disposition
from nnirr_site.documents.wording import guess_language
from nnirr_site.models import SiteDocument
from tests.factories import make_document, make_home
from tests.nnirr_site import telling
from tests.pdfs import TEXTS, make_locked_pdf, make_pdf

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def document(db):
    return make_document("sheet.pdf", CONTENT)


@pytest.fixture
def private(document):
    """The document in a collection for which one has to log in."""
    collection = Collection.get_first_root_node().add_child(name="Members")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document.collection = collection
    document.save()
    return document


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


# -- Sending ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content_type", "kind"),
    [
        ("a.pdf", "application/pdf", "inline"),
        ("a.PDF", "application/pdf", "inline"),
        ("a.mp3", "audio/mpeg", "inline"),
        ("a.csv", "text/csv; charset=utf-8", "attachment"),
        ("a.txt", "text/plain; charset=utf-8", "attachment"),
        ("a.epub", "application/epub+zip", "attachment"),
        ("a.odt", "application/vnd.oasis.opendocument.text", "attachment"),
        (
            "a.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("a.jpg", "image/jpeg", "attachment"),
        ("a.mp4", "video/mp4", "attachment"),
        ("a.html", "application/octet-stream", "attachment"),
        ("a.svg", "application/octet-stream", "attachment"),
        ("a", "application/octet-stream", "attachment"),
    ],
)
def test_document_is_sent_with_its_type(client, db, name, content_type, kind):
    document = make_document(name, b"x")
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith(kind)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert body(response) == b"x"


def test_old_link_leads_to_the_file_that_took_the_place(client, db):
    document = make_document("plan.pdf", b"%PDF-1.4 one")
    links = [document.url]
    for name in ("plan-final.pdf", "plan (2).pdf"):
        document.file.save(name, ContentFile(b"%PDF-1.4 " + name.encode()), save=False)
        document.save()
        links.append(document.url)
    for link in links[:2]:
        response = client.get(link)
        assert (response.status_code, response["Location"]) == (302, links[2])
        assert response["Cache-Control"] == "public, max-age=300"
    assert client.get(links[2]).status_code == 200
    assert client.get(f"/documents/{document.pk}/guessed.pdf").status_code == 404


def test_old_link_to_a_private_document_is_asked_about_first(client, db):
    document = make_document("plan.pdf", b"%PDF-1.4 one")
    link = document.url
    document.file.save("secret-plan.pdf", ContentFile(b"%PDF-1.4 two"), save=False)
    document.collection = Collection.get_first_root_node().add_child(name="Board")
    document.save()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    response = client.get(link)
    assert "secret-plan" not in response.get("Location", "")
    assert response["Cache-Control"] == "private, no-store"


def test_every_type_that_may_be_uploaded_has_its_type_named(settings):
    from nnirr_site.models.media import DOCUMENT_TYPES

    assert set(settings.WAGTAILDOCS_EXTENSIONS) == set(DOCUMENT_TYPES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a sheet.pdf", 'attachment; filename="a sheet.pdf"'),
        (
            "Convención.pdf",
            "attachment; filename=\"Convencin.pdf\"; filename*=UTF-8''Convenci%C3%B3n.pdf",
        ),
        (
            "اتفاقية.pdf",
            "attachment; filename=\"document.pdf\"; filename*=UTF-8''"
            "%D8%A7%D8%AA%D9%81%D8%A7%D9%82%D9%8A%D8%A9.pdf",
        ),
        (
            'a"b\\c;d.pdf',
            "attachment; filename=\"a_b_c_d.pdf\"; filename*=UTF-8''a%22b%5Cc%3Bd.pdf",
        ),
    ],
)
def test_name_is_given_for_old_and_new_clients(name, expected):
    assert disposition(name, is_shown=False) == expected


@given(st.text(min_size=1).filter(lambda name: "/" not in name))
def test_no_name_breaks_out_of_the_header(name):
    header = disposition(name, is_shown=False)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


@pytest.mark.parametrize(
    ("asked", "status", "expected", "content_range"),
    [
        ("bytes=0-99", 206, CONTENT[:100], "bytes 0-99/10240"),
        ("bytes=10200-", 206, CONTENT[10200:], "bytes 10200-10239/10240"),
        ("bytes=-5", 206, CONTENT[-5:], "bytes 10235-10239/10240"),
        ("bytes=0-999999", 206, CONTENT, "bytes 0-10239/10240"),
        ("bytes=10240-", 416, b"", "bytes */10240"),
        ("bytes=0-1,5-6", 200, CONTENT, None),
        ("bytes=", 200, CONTENT, None),
        ("lines=1-2", 200, CONTENT, None),
        ("bytes=9-1", 416, b"", "bytes */10240"),
    ],
)
def test_range_of_a_document(client, document, asked, status, expected, content_range):
    response = client.get(document.url, headers={"range": asked})
    assert response.status_code == status
    assert body(response) == expected
    assert response.get("Content-Range") == content_range
    assert response["Accept-Ranges"] == "bytes"
    if status != 416:
        assert int(response["Content-Length"]) == len(expected)


def test_range_of_a_file_that_was_replaced_meanwhile_is_the_whole(client, document):
    headers = {"range": "bytes=0-9", "if-range": '"another"'}
    assert body(client.get(document.url, headers=headers)) == CONTENT
    headers = {"range": "bytes=0-9", "if-range": client.get(document.url)["ETag"]}
    assert body(client.get(document.url, headers=headers)) == CONTENT[:10]


def test_reader_who_has_the_file_is_told_so(client, document):
    first = client.get(document.url)
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ):
        response = client.get(document.url, headers=headers)
        assert response.status_code == 304
        assert response["ETag"] == first["ETag"]
        assert "max-age" in response["Cache-Control"]
    assert client.get(document.url, headers={"if-none-match": '"other"'}).status_code == 200


def test_replaced_file_has_another_validator(client, document):
    first = client.get(document.url)["ETag"]
    document.file.save("sheet.pdf", ContentFile(b"other"), save=False)
    document.save()
    assert client.get(document.url)["ETag"] != first


def test_head_says_the_size_and_sends_nothing(client, document):
    response = client.head(document.url)
    assert response.status_code == 200
    assert response["Content-Length"] == "10240"
    assert client.post(document.url).status_code == 405


def test_public_document_may_be_kept_by_everybody(client, document):
    response = client.get(document.url)
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    "path",
    [
        "/documents/{pk}/other.pdf",
        "/documents/{pk}/",
        "/documents/99999/sheet.pdf",
        "/documents/99999999999999999999999/sheet.pdf",
        "/documents/{pk}/%00",
        "/documents/{pk}/..%2f..%2fsettings.py",
        "/documents/x/sheet.pdf",
    ],
)
def test_wrong_address_is_a_404(client, document, path):
    make_home()
    assert client.get(path.format(pk=document.pk)).status_code == 404


def test_document_without_its_file_is_a_404(client, document):
    make_home()
    Path(document.file.path).unlink()
    assert client.get(document.url).status_code == 404


def test_download_is_told_to_whoever_counts_it(client, document):
    served = []
    document_served.connect(lambda instance, **_: served.append(instance), weak=False)
    client.get(document.url)
    assert served == [document]


# -- Private collections ----------------------------------------------------------------------


def test_private_document_asks_for_a_login_and_is_kept_by_nobody(client, private):
    response = client.get(private.url)
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailcore_login"))
    assert "no-store" in response["Cache-Control"]


def test_private_document_reaches_who_may_read_it_and_no_cache(client, private, django_user_model):
    client.force_login(django_user_model.objects.create_user("member", password="x" * 12))
    response = client.get(private.url, headers={"range": "bytes=0-4"})
    assert response.status_code == 206
    assert body(response) == CONTENT[:5]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_validator_of_a_private_document_tells_a_stranger_nothing(
    client, private, django_user_model
):
    client.force_login(django_user_model.objects.create_user("member", password="x" * 12))
    etag = client.get(private.url)["ETag"]
    client.logout()
    response = client.get(private.url, headers={"if-none-match": etag})
    assert response.status_code == 302
    assert client.head(private.url).status_code == 302


def test_document_for_a_group_is_not_for_other_members(client, document, django_user_model):
    group = Group.objects.create(name="Board")
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    user = django_user_model.objects.create_user("member", password="x" * 12)
    client.force_login(user)
    assert client.get(document.url).status_code == 302
    user.groups.add(group)
    assert client.get(document.url).status_code == 200


def test_password_of_a_collection_opens_its_documents(client, document):
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection,
        restriction_type=CollectionViewRestriction.PASSWORD,
        password="open sesame",
    )
    response = client.get(document.url)
    assert response.status_code == 200
    assert CONTENT not in body(response)
    assert "no-store" in response["Cache-Control"]
    client.post(
        reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk]),
        {"password": "open sesame", "return_url": document.url},
    )
    assert body(client.get(document.url)) == CONTENT


def test_checks_that_plug_ins_add_are_heeded(client, document):
    from django.http import HttpResponseForbidden

    def refuse(document, request):
        return HttpResponseForbidden()

    with hooks.register_temporarily("before_serve_document", refuse):
        assert client.get(document.url).status_code == 403
    assert client.get(document.url).status_code == 200


# -- Reading ----------------------------------------------------------------------------------


def upload(content: bytes, name="sheet.pdf", **fields) -> SiteDocument:
    """A document as Wagtail's upload form makes it: the file is stored by the first save."""
    document = SiteDocument(title="Sheet", file=ContentFile(content, name=name), **fields)
    document.save()
    return SiteDocument.objects.get(pk=document.pk)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_pages_language_size_and_first_page_are_read_from_a_pdf(db, language):
    content = make_pdf(TEXTS[language], pages=3)
    document = upload(content)
    assert (document.pages, document.language) == (3, language)
    assert document.file_size == len(content)
    assert len(document.file_hash) == 40
    assert (document.first_page_width, document.first_page_height) == (600, 777)


def test_what_the_editor_entered_stays(db):
    document = upload(make_pdf(pages=2), pages=7, language="mul")
    assert (document.pages, document.language) == (7, "mul")


def test_declared_language_stands_in_where_there_is_no_text(db):
    assert upload(make_pdf("", language="es-MX")).language == "es"
    assert upload(make_pdf("", language="xx-YY")).language == ""
    assert upload(make_pdf("")).language == ""


def test_replaced_file_is_read_anew(db):
    document = upload(make_pdf(pages=2))
    first = document.first_page.name
    document.file = ContentFile(make_pdf("Other. " * 99, pages=5), name="other.pdf")
    document.save()
    document.refresh_from_db()
    assert document.pages == 5
    assert document.first_page.name != first


def test_saving_without_a_new_file_reads_nothing(db, monkeypatch):
    document = upload(make_pdf(pages=2))
    monkeypatch.setattr("nnirr_site.documents.extract.read_pdf", None)
    document.title = "Other"
    document.save()
    document.refresh_from_db()
    assert (document.title, document.pages) == ("Other", 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4 test",
        b"no pdf at all",
        bytes(5000),
        make_pdf()[:700],
        make_pdf().replace(b"/Type /Page", b"/Type /Egap"),
        make_locked_pdf(),
    ],
    ids=["empty", "head", "text", "zeros", "cut", "mangled", "locked"],
)
def test_damaged_pdf_is_accepted_and_tells_nothing(db, content):
    document = upload(content)
    assert document.pages is None or document.pages == 1
    assert document.file_size == len(content)


@hypothesis_settings(deadline=None, max_examples=30)  # each asks another process
@given(st.binary(max_size=300), st.integers(0, 900))
def test_no_damage_to_a_pdf_breaks_the_upload(garbage, place):
    whole = make_pdf()
    read_pdf(whole[:place] + garbage + whole[place + len(garbage) :])


def test_other_files_have_no_pages(db):
    document = upload(b"a,b", name="table.csv")
    assert (document.pages, document.language, document.first_page.name) == (None, "", "")


def test_first_page_is_a_webp_in_two_widths_that_the_site_serves(client, db):
    document = upload(make_pdf())
    for url, width in ((document.first_page.url, 600), (document.first_page_small_url, 240)):
        response = client.get(url)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/webp"
        with Image.open(io.BytesIO(body(response))) as picture:
            assert picture.width == width


@pytest.mark.parametrize("size", [(100, 3000), (3000, 100), (5, 5)])
def test_first_page_of_odd_size_stays_within_bounds(db, size):
    document = upload(make_pdf("", format=size))
    assert document.first_page_width == 600
    assert 1 <= document.first_page_height <= 1200


def covers(settings) -> list[str]:
    return sorted(path.name for path in (Path(settings.MEDIA_ROOT) / "covers").glob("*"))


def test_deleted_document_leaves_no_picture(
    db, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    document = upload(make_pdf())
    assert len(covers(settings)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert covers(settings) == []


def test_replaced_file_leaves_no_old_picture(
    db, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    document = upload(make_pdf())
    document.file = ContentFile(make_pdf("Other. " * 99), name="other.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        document.save()
    assert len(covers(settings)) == 2
    assert document.first_page.storage.exists(document.first_page.name)
    assert document.first_page.storage.exists(document.first_page_small_name)


def test_first_page_of_a_private_document_is_shown_to_nobody(
    db, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT, settings.BACKGROUND_JOBS = tmp_path, "inline"
    document = upload(make_pdf())
    with django_capture_on_commit_callbacks(execute=True):
        restriction = CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    document.refresh_from_db()
    assert not document.first_page
    assert covers(settings) == []
    assert not upload(make_pdf()).first_page
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    document.refresh_from_db()
    assert document.first_page
    assert len(covers(settings)) == 4


def test_document_moved_to_a_private_collection_loses_its_picture(db):
    document = upload(make_pdf())
    collection = Collection.get_first_root_node().add_child(name="Members")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document.collection = collection
    document.save()
    document.refresh_from_db()
    assert not document.first_page


def test_collection_moved_below_a_private_one_loses_its_pictures(
    db, settings, tmp_path, admin_client, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    root = Collection.get_first_root_node()
    members = root.add_child(name="Members")
    CollectionViewRestriction.objects.create(
        collection=members, restriction_type=CollectionViewRestriction.LOGIN
    )
    moved = Collection.objects.get(pk=root.pk).add_child(name="Minutes")
    below = Collection.objects.get(pk=moved.pk).add_child(name="2026")
    documents = [
        upload(make_pdf("First. " * 99), collection=moved),
        upload(make_pdf("Second. " * 99), collection=below),
    ]
    assert len(covers(settings)) == 4
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(
            reverse("wagtailadmin_collections:edit", args=[moved.pk]),
            {"name": "Minutes", "parent": members.pk},
        )
    assert response.status_code == 302
    assert Collection.objects.get(pk=moved.pk).is_child_of(Collection.objects.get(pk=members.pk))
    for document in documents:
        document.refresh_from_db()
        assert not document.first_page
    assert covers(settings) == []


def test_command_reads_what_was_uploaded_before(db, capsys):
    document = upload(make_pdf(pages=2))
    missing = upload(make_pdf(pages=1))
    SiteDocument.objects.update(pages=None, language="", first_page="")
    Path(missing.file.path).unlink()
    call_command("read_documents")
    document.refresh_from_db()
    assert (document.pages, document.language) == (2, "en")
    assert document.first_page
    assert "1 documents were read" in capsys.readouterr().out


# -- Languages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *((text, language) for language, text in TEXTS.items()),
        ("لكل إنسان حق في حرية التنقل وفي اختيار محل إقامته داخل حدود الدولة", "ar"),
        ("Каждый человек имеет право свободно передвигаться и выбирать", "ru"),
        ("人人在各国境内有权自由迁徙和居住", "zh"),
        (
            "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de "
            "razão e de consciência, devem agir uns para com os outros em espírito de paz. "
            "Toda a pessoa tem direito à vida, e não se faz distinção do estatuto dos países",
            "pt",
        ),
        (
            "Tout moun fèt lib, egal ego pou diyite kou wè dwa. Nou gen la rezon ak la konsyans "
            "epi nou fèt pou nou aji youn ak lòt ak yon lespri ki pou tout moun nan peyi a",
            "ht",
        ),
        (
            "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và các quyền. Mọi "
            "con người đều được tạo hóa ban cho lý trí và lương tâm và cần phải đối xử với nhau",
            "vi",
        ),
        (
            "Ang lahat ng tao'y isinilang na malaya at pantay-pantay sa karangalan at karapatan. "
            "Sila'y pinagkalooban ng katwiran at budhi at dapat magpalagayan ang isa't isa sa diwa",
            "tl",
        ),
        ("", ""),
        ("12 34 56", ""),
        ("Poster 2026", ""),
        ("lorem ipsum dolor sit amet " * 20, ""),
    ],
)
def test_language_is_told_by_script_and_small_words(text, language):
    assert guess_language(text) == language


# -- Covers that are lost ---------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch):
    """Names of all files that the storage opens."""
    from nnirr_site.storage.local import UploadStorage

    names = []
    open_file = UploadStorage._open

    def note(self, name, mode="rb"):
        names.append(name)
        return open_file(self, name, mode)

    monkeypatch.setattr(UploadStorage, "_open", note)
    return names


def test_no_file_is_opened_to_list_documents(db, admin_client, opened):
    documents = [upload(make_pdf(f"Number {number}. " * 99)) for number in range(3)]
    SiteDocument.objects.update(first_page_width=None, first_page_height=None)
    opened.clear()
    assert len(list(SiteDocument.objects.all())) == 3
    assert admin_client.get(reverse("wagtaildocs:index")).status_code == 200
    assert admin_client.get(reverse("wagtaildocs_chooser:choose")).status_code == 200
    assert opened == []
    assert documents[0].first_page


@pytest.mark.parametrize("is_width_known", [True, False])
def test_lost_cover_takes_no_page_down_and_is_drawn_again(db, admin_client, client, is_width_known):
    from resources.models import ResourceDownload, ResourcePage
    from tests.factories import make_page

    make_home()
    document = upload(make_pdf())
    page = make_page(ResourcePage)
    ResourceDownload.objects.create(resource=page, title="Sheet", document=document)
    document.first_page.storage.delete(document.first_page.name)
    if not is_width_known:
        SiteDocument.objects.update(first_page_width=None, first_page_height=None)
    for address in (page.url, page.get_parent().url):
        assert client.get(address).status_code == 200
    for address in (
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ):
        assert admin_client.get(address).status_code == 200
    call_command("read_documents")
    document.refresh_from_db()
    assert document.first_page.storage.exists(document.first_page.name)
    assert document.first_page_width == 600
    assert client.get(document.first_page.url).status_code == 200


def test_busy_reader_makes_a_document_wait_and_is_made_up_for(db):
    from nnirr_site.uploads import reader

    with reader._lock, reader.waiting_at_most(0):
        document = upload(make_pdf(pages=2))
    assert (document.pages, document.reading) == (None, Reading.WAITING)
    call_command("read_documents")
    document.refresh_from_db()
    assert (document.pages, document.reading) == (2, Reading.DRAWN)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_picture_to_download_tells_nothing_of_who_took_it(admin_client, kind):
    upload = SimpleUploadedFile(f"march.{kind}", telling.telling(kind))
    values = {"title": "March", "file": upload, "collection": Collection.get_first_root_node().pk}
    answer = admin_client.post(reverse("wagtaildocs:add"), values)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    document = SiteDocument.objects.get()
    assert document.format == kind.upper()
    with document.open_file() as file:
        assert telling.find_planted(file.read()) == []


def test_picture_to_download_that_is_none_is_refused_with_a_sentence(admin_client):
    upload = SimpleUploadedFile("march.jpg", b"no picture")
    values = {"title": "March", "file": upload, "collection": Collection.get_first_root_node().pk}
    answer = admin_client.post(reverse("wagtaildocs:add"), values)
    assert "no picture that the site can show" in answer.content.decode()
    assert not SiteDocument.objects.exists()


def test_picture_that_comes_past_the_form_is_cleaned_too(db):
    document = SiteDocument(title="March")
    document.file = SimpleUploadedFile("march.jpg", telling.telling("jpg"))
    document.save()
    with document.open_file() as file:
        assert telling.find_planted(file.read()) == []
