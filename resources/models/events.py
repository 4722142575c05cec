"""What people do on International Migrants Day, where and when."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageQuerySet
from wagtail.search import index

from nnirr_site.admin.slugs import PageForm
from nnirr_site.blocks import BODY_BLOCKS
from nnirr_site.http.addresses import absolute
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.i18n.dates import write_offset
from nnirr_site.models import BasePage
from nnirr_site.models.searchable import SearchKind
from nnirr_site.prints import Print
from nnirr_site.seo.structured_data import event
from resources.calendars import Entry
from resources.timezones import city_of, find_zone, time_zone_choices

EVENT_KIND = SearchKind("event", _("Event"), _("Events"))
ONE_DAY = datetime.timedelta(days=1)
# The first International Migrants Day that the UN proclaimed, and as far as one can plan.
WITHIN_REACH = [
    MinValueValidator(datetime.date(2000, 1, 1)),
    MaxValueValidator(datetime.date(2100, 12, 31)),
]


class EventForm(PageForm):
    """Asks for a place when the event is published, not while it is a draft."""

    def clean(self):
        cleaned = super().clean()
        has_place = cleaned.get("place") or cleaned.get("online_url")
        if not has_place and not self.is_deferred_validation:
            self.add_error("place", _("Say where it is: a place, a link to take part, or both."))
        return cleaned


class MigrantsDayEventPage(BasePage):
    """One event: a vigil, a film, a march, an hour on the radio."""

    page_description = _("One event for International Migrants Day, with a file for calendars.")
    template = "resources/migrants_day_event_page.html"
    parent_page_types = ["resources.MigrantsDayPage"]
    subpage_types = []
    base_form_class = EventForm
    usual_print = Print.CANDLES

    start_date = models.DateField(_("date"), null=True, validators=WITHIN_REACH)
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Empty: it lasts all day.")
    )
    end_date = models.DateField(
        _("last date"),
        null=True,
        blank=True,
        validators=WITHIN_REACH,
        help_text=_("Only if it ends on another day."),
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    time_zone = models.CharField(
        _("clock of"),
        max_length=64,
        choices=time_zone_choices,
        default="America/Los_Angeles",
        help_text=_("The city whose clock the times follow."),
    )
    place = models.CharField(
        _("place"), max_length=255, blank=True, help_text=_("Name, street and city.")
    )
    online_url = models.URLField(
        _("link to take part"), max_length=1000, blank=True, help_text=_("If one can join online.")
    )
    organizer = models.CharField(_("organizer"), max_length=160, blank=True)
    organizer_url = models.URLField(
        _("organizer's page"),
        max_length=1000,
        blank=True,
        help_text=_("Where the event is announced."),
    )
    contact_email = models.EmailField(
        _("contact"), blank=True, help_text=_("Shown to everybody: an address of the organizer.")
    )
    accessibility = models.TextField(
        _("accessibility"),
        blank=True,
        max_length=600,
        help_text=_("Steps and lifts, interpretation, sign language, child care, what it costs."),
    )
    is_canceled = models.BooleanField(
        _("canceled"),
        default=False,
        help_text=_("The page stays, so that people and calendars learn of it."),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("about the event"))
    # Kept so that the database can tell what is over.
    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
                FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
                FieldPanel("time_zone"),
                FieldPanel("is_canceled"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("online_url"), FieldPanel("accessibility")],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("organizer"), FieldPanel("organizer_url")]),
                FieldPanel("contact_email"),
            ],
            heading=_("Who"),
        ),
        *BasePage.look_panels,
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("organizer"),
        index.SearchField("accessibility"),
        index.SearchField("body"),
        index.FilterField("start_date"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    search_kind = EVENT_KIND

    def clean(self) -> None:
        """Raises ValidationError for an end that comes before the beginning."""
        super().clean()
        errors = {}
        if self.end_time and not self.start_time:
            errors["start_time"] = _("Say when it begins, as you say when it ends.")
        if self.start_date and self.end_date and self.end_date < self.start_date:
            errors["end_date"] = _("The last date is before the first.")
        elif self.start and self.end and self.end < self.start:
            errors["end_time"] = _("It ends before it begins. Give the last date if it is another.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        self.ends_at = self.is_over_at
        return super().save(*args, **kwargs)

    # -- When ---------------------------------------------------------------------------------

    @property
    def zone(self) -> datetime.tzinfo:
        return find_zone(self.time_zone)

    @property
    def last_date(self) -> datetime.date | None:
        return self.end_date or self.start_date

    @property
    def is_all_day(self) -> bool:
        return self.start_time is None

    @property
    def start(self) -> datetime.datetime | None:
        """When it begins: the first moment of the day if it lasts all day."""
        if self.start_date is None:
            return None
        time = self.start_time or datetime.time()
        return datetime.datetime.combine(self.start_date, time, tzinfo=self.zone)

    @property
    def end(self) -> datetime.datetime | None:
        """When it ends, if that is known. By its last day alone: the first moment of the next."""
        if self.start_date is None:
            return None
        if self.is_all_day or (self.end_time is None and self.last_date > self.start_date):
            return self.midnight_after
        if self.end_time is None:
            return None
        return datetime.datetime.combine(self.last_date, self.end_time, tzinfo=self.zone)

    @property
    def midnight_after(self) -> datetime.datetime:
        """The first moment after the last day, also of dates that are refused for being absurd."""
        last = min(self.last_date, datetime.date.max - ONE_DAY)
        return datetime.datetime.combine(last + ONE_DAY, datetime.time(), tzinfo=self.zone)

    @property
    def is_over_at(self) -> datetime.datetime | None:
        """When it stops being an event to come: at its end, else with its last day."""
        if self.start_date is None:
            return None
        return self.end or self.midnight_after

    @property
    def is_over(self) -> bool:
        return bool(self.is_over_at and self.is_over_at <= timezone.now())

    @property
    def date_label(self) -> str:
        """The day, or the first and the last, in the active language."""
        if self.start_date is None:
            return ""
        if self.last_date == self.start_date:
            return write_day(self.start_date)
        return gettext("%(first)s to %(last)s") % {
            "first": write_day(self.start_date),
            "last": write_day(self.last_date),
        }

    @property
    def time_label(self) -> str:
        """From when to when by the clock of the event's city; empty for a whole day."""
        if self.start is None or self.is_all_day:
            return ""
        begins = formats.time_format(self.start_time, "TIME_FORMAT")
        hours = begins
        if self.end_time:
            hours = gettext("%(begins)s to %(ends)s") % {
                "begins": begins,
                "ends": formats.time_format(self.end_time, "TIME_FORMAT"),
            }
        offset = write_offset(self.start)
        if self.time_zone == "UTC":
            return f"{hours} UTC"
        return gettext("%(hours)s, time of %(city)s (%(offset)s)") % {
            "hours": hours,
            "city": city_of(self.time_zone),
            "offset": offset,
        }

    @property
    def machine_date(self) -> str:
        """The value of an HTML `datetime` attribute."""
        if self.start is None:
            return ""
        return self.start_date.isoformat() if self.is_all_day else self.start.isoformat()

    # -- For machines -------------------------------------------------------------------------

    @property
    def calendar_url(self) -> str:
        """Address of the file for calendars; empty for a page that has no address yet."""
        return f"{self.url}event.ics" if self.url else ""

    @property
    def summary(self) -> str:
        """The title as calendars show it: most of them hide that an event was called off."""
        if not self.is_canceled:
            return self.title
        return gettext("Canceled: %(title)s") % {"title": self.title}

    def build_entry(self) -> Entry:
        """The event for a calendar. Its name there stays when the page is moved or renamed."""
        published = self.first_published_at or self.latest_revision_created_at or timezone.now()
        changed = self.last_published_at or published
        url = absolute(self.url or "")
        facts = [self.date_label, self.time_label, self.online_url, self.accessibility]
        description = [self.lead, "\n".join(filter(None, facts)), url]
        return Entry(
            uid=str(uuid.uuid5(self.translation_key, "event")),
            stamp=changed,
            # Grows with each publication: calendars take the higher one for the newer.
            sequence=max(0, int((changed - published).total_seconds())),
            summary=self.summary,
            start=self.start_date if self.is_all_day else self.start,
            end=self.last_date + ONE_DAY if self.is_all_day else self.end,
            description="\n\n".join(filter(None, description)),
            location=self.place or self.online_url,
            contact=", ".join(filter(None, [self.organizer, self.contact_email])),
            url=url,
            is_canceled=self.is_canceled,
        )

    def structured_data(self, request) -> list[dict]:
        """An event for those who look for one; where it is unsaid, there is none to find."""
        if self.start_date is None or not (self.place or self.online_url):
            return super().structured_data(request)
        modes = {(True, True): "Mixed", (False, True): "Online"}
        mode = modes.get((bool(self.place), bool(self.online_url)), "Offline")
        places = []
        if self.place:
            places.append({"@type": "Place", "name": self.place, "address": self.place})
        if self.online_url:
            places.append({"@type": "VirtualLocation", "url": self.online_url})
        end = ""
        if self.end_time and not self.is_all_day:
            end = self.end.isoformat()
        elif self.end:
            end = self.last_date.isoformat()
        return [
            event(
                self,
                self.title,
                self.start_date,
                startDate=self.machine_date,
                endDate=end,
                eventStatus="https://schema.org/"
                + ("EventCancelled" if self.is_canceled else "EventScheduled"),
                eventAttendanceMode=f"https://schema.org/{mode}EventAttendanceMode",
                location=places,
                organizer=(
                    {
                        "@type": "Organization",
                        "name": self.organizer,
                        "url": self.organizer_url,
                    }
                    if self.organizer
                    else ""
                ),
            )
        ]

    @property
    def search_year(self) -> int | None:
        return self.start_date.year if self.start_date else None

    @property
    def search_details(self) -> list[str]:
        return [self.date_label, self.place]


def write_day(date: datetime.date) -> str:
    """A date with its day of the week, in the active language."""
    return f"{formats.date_format(date, 'l')}, {formats.date_format(date, 'DATE_FORMAT')}"


def published_events(landing) -> PageQuerySet:
    """The events below the landing page that visitors may see and that have a date."""
    events = public(MigrantsDayEventPage.objects.child_of(landing).live())
    return events.filter(start_date__isnull=False)


def events_to_come(landing, most: int | None = None) -> list[MigrantsDayEventPage]:
    """What is not over, the next first."""
    coming = published_events(landing).filter(ends_at__gt=timezone.now())
    return list(coming.order_by("start_date", "start_time", "title")[:most])


def events_of_year(landing, year: int) -> list[MigrantsDayEventPage]:
    """Everything that begins in a year, in its order."""
    events = published_events(landing).filter(start_date__year=year)
    return list(events.order_by("start_date", "start_time", "title"))


def past_events_without_page(
    landing, years: list[int], most: int | None = None
) -> list[MigrantsDayEventPage]:
    """What is over and belongs to none of `years`, those with a page; the latest first."""
    over = published_events(landing).filter(ends_at__lte=timezone.now())
    over = over.exclude(start_date__year__in=years)
    return list(over.order_by("-start_date", "title")[:most])
