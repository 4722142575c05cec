"""What templates need beyond Django's own tags: icons, form fields, addresses, numbers."""

from urllib.parse import urlsplit

from django import forms, template
from django.apps import apps
from django.conf import settings
from django.forms.utils import flatatt
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from nnirr_site.http.addresses import absolute, find_short_url, page_path
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.i18n.dates import write_moment
from nnirr_site.i18n.locales import active_language, locale_id
from nnirr_site.i18n.numbers import write_number
from nnirr_site.templatetags.icons import MIRRORED_IN_RIGHT_TO_LEFT, PATHS
from nnirr_site.text.anchors import make_anchor

register = template.Library()
WIDE_BLOCKS = {"reasons"}
# By its name, as the site imports no app.
TOOLKIT = "resources.ToolkitPage"


@register.simple_tag
def icon(name: str):
    """An inline drawing that says nothing to screen readers. Raises KeyError on an unknown name."""
    turn = " icon--turn" if name in MIRRORED_IN_RIGHT_TO_LEFT else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        turn,
        PATHS[name],
    )


@register.inclusion_tag("components/field.html")
def field(bound_field, hint="", optional=None):
    """Label, hint, errors and widget of one form field; `optional=False` leaves that word out."""
    if optional is None:
        optional = not bound_field.field.required
    return {"field": bound_field, "hint": hint or bound_field.help_text, "optional": optional}


@register.inclusion_tag("components/tick.html", name="tick")
def show_tick(bound_field, hint=""):
    """A checkbox before its label."""
    return {"field": bound_field, "hint": hint or bound_field.help_text}


@register.simple_tag
def compact_select(bound_field):
    """A select without end tags of options, which HTML allows: 250 countries weigh 2 KB less."""
    attributes = {
        "name": bound_field.html_name,
        "id": bound_field.id_for_label,
        **bound_field.build_widget_attrs(bound_field.field.widget.attrs),
    }
    chosen = str(bound_field.value() or "")
    options = format_html_join(
        "",
        "<option value={}{}>{}",
        (
            (
                value if value.isalnum() else format_html('"{}"', value),
                " selected" if value == chosen else "",
                label,
            )
            for value, label in bound_field.field.choices
        ),
    )
    return format_html("<select{}>{}</select>", flatatt(attributes), options)


@register.filter
def is_select(bound_field) -> bool:
    return isinstance(bound_field.field.widget, forms.Select) and not isinstance(
        bound_field.field.widget, forms.RadioSelect
    )


@register.simple_tag
def absolute_url(url: str) -> str:
    """`url` with the site's scheme and host, for sharing and metadata; never the request's."""
    return absolute(url)


@register.simple_tag
def short_url(page) -> str:
    """The address of a page for paper, of one word if there is a redirect from one."""
    return find_short_url(page)


@register.simple_tag(takes_context=True)
def query_update(context, **changes) -> str:
    """The current address's `?…` with `changes` made; an empty value removes its key.

    Only keys that the page cache knows are carried on, so that a foreign key in an address
    never ends up in the links of a page that others receive from the cache.
    """
    request = context.get("request")
    current = request.GET if request else {}
    values = {key: current.get(key, "") for key in settings.PAGE_CACHE_QUERY_KEYS if key in current}
    values.update(changes)
    query = urlencode({key: value for key, value in values.items() if value not in ("", None)})
    return f"?{query}" if query else "?"


@register.simple_tag(takes_context=True)
def section_id(context, value) -> str:
    """What `#…` in a link to the heading of a block says; `value` is that of the whole block.

    The page knows: no two of its headings have the same. A block in a preview stands alone.
    """
    section = getattr(context.get("page"), "outline", {}).get(id(value))
    if section is not None:
        return section.anchor
    return getattr(value, "anchor_name", "") or make_anchor(value.get("heading"))


@register.simple_tag(takes_context=True)
def section_heading(context, value) -> str:
    """The heading of a block, smaller where it stands in a section; or nothing."""
    if not value.get("heading"):
        return ""
    level = 3 if id(value) in getattr(context.get("page"), "subsections", ()) else 2
    anchor = section_id(context, value)
    return format_html('<h{0} id="{1}">{2}</h{0}>', level, anchor, value["heading"])


@register.simple_tag
def elided_pages(page_obj) -> list:
    """Numbers of the pages near the current, the first and the last; an ellipsis for each gap."""
    return list(
        page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)
    )


@register.filter
def in_bands(stream) -> list[dict]:
    """The blocks of a stream in groups: `is_wide` ones each on a band of its own, the rest joined.

    So a page can set prose in a column and still let a row of faces run across the page.
    """
    groups: list[dict] = []
    for block in stream or []:
        is_wide = block.block_type in WIDE_BLOCKS
        if is_wide or not groups or groups[-1]["is_wide"]:
            groups.append({"is_wide": is_wide, "blocks": []})
        groups[-1]["blocks"].append(block)
    return groups


@register.simple_tag
def toolkits() -> list[dict[str, str]]:
    """Title, address and, where it is not the reader's, language of the public pages for the press,
    organizers and allies.
    """
    model, language = apps.get_model(TOOLKIT), active_language()
    shown = [
        page
        for page in tree().pages()
        if page.specific_class is model and page.live and page.locale_id == locale_id(language)
    ]
    lang = "" if language == get_language() else language
    return [
        {"title": page.title, "url": page_path(page), "lang": lang}
        for page in shown
        if is_for_all(page)
    ]


@register.filter
def moment(value) -> str:
    """`December 18, 2026, 11:59 p.m. (PST, UTC−8)`: a deadline that is one everywhere."""
    return write_moment(value) if value else ""


@register.filter
def website_name(url: str) -> str:
    """`https://www.ohchr.org/x` as `ohchr.org`: where a link leads, in few letters."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # such as an unclosed bracket in a draft
        return ""
    return host.removeprefix("www.")


@register.filter
def localized_number(value) -> str:
    """`6214` as `6,214`, `6 214` or `6.214`, by the active language; empty for None."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def written_number(value) -> str:
    """A decimal in the active language with the digits that it has; empty for None."""
    return "" if value is None else write_number(value)


@register.filter
def file_size(size) -> str:
    """Bytes as `640 KB` or `1.1 MB`; empty when unknown."""
    if not size:
        return ""
    if size < 1000 * 1000:
        return gettext("%(size)s KB") % {"size": localized_number(max(1, round(size / 1000)))}
    return gettext("%(size)s MB") % {"size": formats.number_format(size / 1000**2, 1)}


@register.filter
def without_other_formats(files) -> list:
    """`files` without those that are another one of them on other paper: it is offered there."""
    files = list(files)
    listed = {getattr(file, "document_id", None) for file in files} - {None}
    return [file for file in files if _lead_of(file) not in listed]


def _lead_of(file) -> int | None:
    document = file.document if getattr(file, "document_id", None) else None
    return document.other_format_of_id if document else None
