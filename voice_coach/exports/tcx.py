"""A session as TCX: the Training Center Database, version 2, by Garmin's published schema."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from voice_coach.core.model.history import PastSession
from voice_coach.exports.laps import Lap, laps_of

_NAMESPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"


def to_tcx(session: PastSession, kilocalories: int | None) -> bytes:
    """Write the file. The session has at least one lap.

    The schema has no sport for this but "Other", and asks for calories in every lap: the estimate
    stands in the first one, and 0 everywhere else. A lap's time is without pauses, and its track
    is broken at each pause.
    """
    database = Element("TrainingCenterDatabase", {"xmlns": _NAMESPACE})
    activity = SubElement(SubElement(database, "Activities"), "Activity", {"Sport": "Other"})
    laps = laps_of(session)
    _leaf(activity, "Id", _moment(laps[0].began))
    for number, lap in enumerate(laps):
        _add_lap(activity, lap, (kilocalories or 0) if number == 0 else 0)
    _leaf(activity, "Notes", session.title)
    indent(database)
    text: bytes = tostring(database, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_lap(activity: Element, lap: Lap, kilocalories: int) -> None:
    element = SubElement(activity, "Lap", {"StartTime": _moment(lap.began)})
    _leaf(element, "TotalTimeSeconds", str(lap.timed))
    _leaf(element, "DistanceMeters", "0")
    _leaf(element, "Calories", str(kilocalories))
    _leaf(element, "Intensity", "Resting" if lap.work is None else "Active")
    _leaf(element, "TriggerMethod", "Manual")
    # Importers take a lap without a point of time for an empty one.
    for run in lap.runs:
        track = SubElement(element, "Track")
        for moment in (run.began, run.ended):
            _leaf(SubElement(track, "Trackpoint"), "Time", _moment(moment))
    if lap.work is not None:
        _leaf(element, "Notes", lap.work.name)


def _leaf(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
