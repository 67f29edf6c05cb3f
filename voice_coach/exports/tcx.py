"""A session as TCX: the Training Center Database, version 2, by Garmin's published schema."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from voice_coach.core.model.history import PastSession
from voice_coach.exports.laps import Stretch, stretches

_NAMESPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"


def to_tcx(session: PastSession, kilocalories: int | None) -> bytes:
    """The file. The schema has no sport for this but "Other", and no lap without calories: those
    are 0 where there is no estimate, and else stand in the first lap."""
    database = Element("TrainingCenterDatabase", {"xmlns": _NAMESPACE})
    activity = SubElement(SubElement(database, "Activities"), "Activity", {"Sport": "Other"})
    laps = tuple(stretches(session))
    _leaf(activity, "Id", _moment(laps[0].began))
    for number, stretch in enumerate(laps):
        _lap(activity, stretch, (kilocalories or 0) if number == 0 else 0)
    _leaf(activity, "Notes", session.title)
    indent(database)
    text: bytes = tostring(database, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _lap(activity: Element, stretch: Stretch, kilocalories: int) -> None:
    lap = SubElement(activity, "Lap", {"StartTime": _moment(stretch.began)})
    _leaf(lap, "TotalTimeSeconds", str(stretch.seconds))
    _leaf(lap, "DistanceMeters", "0")
    _leaf(lap, "Calories", str(kilocalories))
    _leaf(lap, "Intensity", "Resting" if stretch.work is None else "Active")
    _leaf(lap, "TriggerMethod", "Manual")
    # Importers take a lap without a point of time for an empty one.
    track = SubElement(lap, "Track")
    for moment in (stretch.began, stretch.ended):
        _leaf(SubElement(track, "Trackpoint"), "Time", _moment(moment))
    if stretch.work is not None:
        _leaf(lap, "Notes", stretch.work.name)


def _leaf(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
