"""Uploaded images over HTTP, and nothing else that lies beside them."""

import os

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from nnirr_site.http.caching import is_public, stale_allowed
from nnirr_site.models import SiteImage, SiteRendition, StandardPage
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 10


def name_in_database(name: str) -> SiteRendition:
    """A rendition of that name: what no row names is nobody's."""
    owner = SiteImage(title="March", width=4, height=3)
    owner.file.name = "original_images/a.jpg"
    owner.save()
    rendition = SiteRendition(image=owner, filter_spec=name, width=4, height=3)
    rendition.file.name = name
    rendition.save()
    return rendition


@pytest.fixture
def media(settings, tmp_path):
    """A media folder with an image, a document and a secret outside."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "images").mkdir(parents=True)
    (settings.MEDIA_ROOT / "documents").mkdir()
    image = settings.MEDIA_ROOT / "images" / "a.jpg"
    image.write_bytes(CONTENT)
    name_in_database("images/a.jpg")
    (settings.MEDIA_ROOT / "documents" / "private.pdf").write_bytes(b"%PDF")
    (settings.MEDIA_ROOT / "images" / "evil.html").write_bytes(b"<script>")
    (settings.MEDIA_ROOT / "images" / "evil.svg").write_bytes(b"<svg onload=x>")
    for name in ("images/unnamed.jpg", "original_images/a.jpg", "wagtail_uploads/a.jpg", "a.jpg"):
        (settings.MEDIA_ROOT / name).parent.mkdir(exist_ok=True)
        (settings.MEDIA_ROOT / name).write_bytes(CONTENT)
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return image


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_image_comes_with_its_type_and_headers_that_keep_and_confine_it(client, media):
    response = client.get("/media/images/a.jpg")
    assert response.status_code == 200
    assert body(response) == CONTENT
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"].startswith("public, max-age=604800")


def test_shared_caches_forget_a_picture_soon_after_staff_withdraw_it(client, media):
    response = client.get("/media/images/a.jpg")
    directives = dict(
        part.strip().partition("=")[::2] for part in response["Cache-Control"].split(",")
    )
    assert int(directives["s-maxage"]) + int(directives["stale-while-revalidate"]) <= 660
    assert "stale-if-error" not in directives
    # A page's mark would have the picture stored whole with the pages, or taken back for staff.
    assert not is_public(response)
    assert not stale_allowed(response)


def test_picture_for_everybody_stays_so_when_staff_ask_for_it(admin_client, media):
    answer = admin_client.get("/media/images/a.jpg")
    assert answer["Cache-Control"].startswith("public, max-age=604800, s-maxage=600")


def test_media_folder_may_be_a_link_to_another_disk(client, media, settings):
    elsewhere = settings.MEDIA_ROOT.with_name("disk")
    settings.MEDIA_ROOT.rename(elsewhere)
    settings.MEDIA_ROOT.symlink_to(elsewhere)
    response = client.get("/media/images/a.jpg")
    assert (response.status_code, body(response)) == (200, CONTENT)
    for path in ("original_images/a.jpg", "images/../original_images/a.jpg", "../secret.jpg"):
        assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "documents/private.pdf",
        "images/evil.html",
        "images/evil.svg",
        "images/none.jpg",
        "images/unnamed.jpg",
        "images/../original_images/a.jpg",
        "original_images/a.jpg",
        "wagtail_uploads/a.jpg",
        "a.jpg",
        "images/",
        "images",
        "",
        "../secret.jpg",
        "images/../../secret.jpg",
        "%2e%2e/secret.jpg",
        "images/a.jpg%00.jpg",
        "images/a.jpg/b.jpg",
        "x" * 5000 + ".jpg",
    ],
)
def test_everything_but_an_image_below_the_folder_is_unknown(client, media, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_image_that_the_visitor_has_is_not_sent_again(client, media):
    first = client.get("/media/images/a.jpg")
    for header in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        assert client.get("/media/images/a.jpg", headers=header).status_code == 304
    os.utime(media, (1, 1))
    second = client.get("/media/images/a.jpg", headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200


@pytest.mark.parametrize(
    ("wanted", "status", "expected", "told"),
    [
        ("bytes=0-9", 206, CONTENT[:10], "bytes 0-9/2560"),
        ("bytes=2550-", 206, CONTENT[2550:], "bytes 2550-2559/2560"),
        ("bytes=-5", 206, CONTENT[-5:], "bytes 2555-2559/2560"),
        ("bytes=-99999", 206, CONTENT, "bytes 0-2559/2560"),
        ("bytes=100-999999", 206, CONTENT[100:], "bytes 100-2559/2560"),
        ("bytes=2560-", 416, b"", "bytes */2560"),
        ("bytes=-0", 416, b"", "bytes */2560"),
        ("bytes=9-5", 416, b"", "bytes */2560"),
        ("bytes=0-1,5-6", 200, CONTENT, None),
        ("bytes=-", 200, CONTENT, None),
        ("rows=0-1", 200, CONTENT, None),
        ("bytes=" + "9" * 5000 + "-", 200, CONTENT, None),
    ],
)
def test_range_gives_that_part(client, media, wanted, status, expected, told):
    response = client.get("/media/images/a.jpg", headers={"Range": wanted})
    assert response.status_code == status
    assert body(response) == expected
    assert response.get("Content-Range") == told


def test_range_of_an_image_that_has_changed_gives_the_whole(client, media):
    response = client.get(
        "/media/images/a.jpg", headers={"Range": "bytes=0-9", "If-Range": '"old"'}
    )
    assert (response.status_code, body(response)) == (200, CONTENT)


def test_head_is_never_answered_with_a_part(client, media):
    response = client.head("/media/images/a.jpg", headers={"Range": "bytes=0-9"})
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(CONTENT))
    assert "Content-Range" not in response


def test_public_picture_costs_one_query(client, media, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/media/images/a.jpg").status_code == 200


@pytest.mark.parametrize("is_above", [True, False])
def test_picture_of_a_collection_for_some_is_unknown_to_others(
    client, media, admin_client, django_user_model, is_above
):
    root = Collection.get_first_root_node()
    image = SiteImage.objects.get()
    image.collection = root.add_child(name="Members")
    image.save()
    group_only = root if is_above else image.collection
    CollectionViewRestriction.objects.create(
        collection=group_only, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert client.get("/media/images/a.jpg").status_code == 404
    assert client.head("/media/images/a.jpg").status_code == 404
    member = django_user_model.objects.create_user("member", password=None)
    client.force_login(member)
    for someone in (client, admin_client):
        response = someone.get("/media/images/a.jpg")
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
    assert client.get("/media/original_images/a.jpg").status_code == 404
    assert admin_client.get("/media/original_images/a.jpg").status_code == 200


def test_page_with_a_password_does_not_close_its_pictures(client, media):
    page = make_page(
        StandardPage, make_home(), title="Members", share_image=SiteImage.objects.get()
    )
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    page.save_revision().publish()
    assert "Members" not in client.get(page.url).content.decode()
    # The guide for staff says so: only a restricted collection closes a picture.
    response = client.get("/media/images/a.jpg")
    assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
