"""Calendars as other programs read them (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from startups.portfolio.selectors.calendar_entries import CalendarEntry

PARIS = ZoneInfo("Europe/Paris")
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(entries: Iterable[CalendarEntry], *, name: str, now: datetime) -> bytes:
    """The calendar called ``name`` that tells ``entries``."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{urlsplit(settings.SITE_URL).hostname}//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", PARIS.key)
    calendar.add("refresh-interval;value=duration", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    _add_time(event, entry)
    event.add("summary", entry.title)
    event.add("sequence", entry.changes)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.changed_at:
        event.add("last-modified", entry.changed_at)
    if entry.detail:
        event.add("description", entry.detail)
    if entry.place:
        event.add("location", entry.place)
    if entry.path:
        event.add("url", f"{settings.SITE_URL}{entry.path}")
    return event


def _add_time(event: Event, entry: CalendarEntry) -> None:
    """A day as a whole leaves its owner free; the last day is the one after (RFC 5545)."""
    if entry.start is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", datetime.combine(entry.day, entry.start, PARIS))
    if entry.end:
        event.add("dtend", datetime.combine(entry.day, entry.end, PARIS))
