"""Check the sound output through the player process, as a session uses it."""

from __future__ import annotations

import os
import statistics
import sys
from queue import Empty

from voice_coach.audio.clip import Clip
from voice_coach.audio.device_output import PLAYER, DeviceOutput
from voice_coach.audio.port import Began, DeviceFound, DeviceLost, Report
from voice_coach.audio.tones import tone
from voice_coach.checkup import remedies
from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.checkup.speech import SENTENCE
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

_OPEN_WITHIN: Seconds = 10.0
"""For Python to start from a slow disk, and for a headset to wake up."""

_SECOND_CHANCE: Seconds = 2.5
"""A device that was not there at once may be there when the player looks again."""

_BEGIN_WITHIN: Seconds = 3.0

_STORE: Seconds = 0.1
"""The sound that `audio.speaker` leaves in the device when it asks for more: new sound is heard
this much later."""

_PROBE_AFTER: tuple[Seconds, ...] = (0.040, 0.043, 0.046, 0.049, 0.052, 0.055, 0.058)
"""Uneven, so that the probes fall evenly between two requests of the device, 20 ms apart."""

_SLOW: Seconds = 0.3
"""Delay from which a key seems not to have been heard."""


class _NoSoundError(Exception):
    """The problem, and what to do about it."""

    def __init__(self, reason: str, advice: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.advice = advice


def check_sound(
    clip: Clip | None, volume: int, *, aloud: bool, player: tuple[str, ...] = PLAYER
) -> tuple[Finding, ...]:
    """Open the device, measure its delay and play `clip`, or a tone if there is none.

    The delay is the time from placing a sound "now" to the place that its first sample was given
    in the stream, as reported, and what the device has in store ahead of that. What was recorded
    from a PulseAudio sink agreed within 5 ms, the sink's own store of 20 ms added, which no
    recording shows. What lies beyond the device (a radio link to a headset) can't be seen from
    here.
    """
    reports: Mailbox[Report] = Mailbox()
    started = clock.now()
    output = DeviceOutput(reports.put, player)
    findings: list[Finding] = []
    try:
        reported = _SoundReports(reports)
        name = reported.found()
        findings.append(_opened(name, clock.now() - started))
        findings.append(_delay(_placed_after(output, reported)))
        if aloud:
            output.set_volume(volume / 100)
            findings.append(_play(output, reported, clip, volume))
    except _NoSoundError as error:
        findings.append(Finding("sound", FindingState.FAIL, str(error), error.advice))
    finally:
        output.close()
    return tuple(findings)


class _SoundReports:
    """Waits for the output's reports."""

    def __init__(self, reports: Mailbox[Report]) -> None:
        self._reports = reports

    def found(self) -> str:
        """Return the device, once it is open. Raises _NoSoundError."""
        deadline = clock.now() + _OPEN_WITHIN
        reason, advice = "the player does not answer", remedies.player(sys.platform)
        while (report := self._next(deadline)) is not None:
            if isinstance(report, DeviceFound):
                return report.name
            if isinstance(report, DeviceLost):
                reason, advice = report.reason, remedies.no_sound(sys.platform, os.environ)
                deadline = min(deadline, clock.now() + _SECOND_CHANCE)
        raise _NoSoundError(reason, advice)

    def began(self, sound: int) -> Seconds:
        """Wait until a sound begins, and return its place in the stream. Raises _NoSoundError."""
        deadline = clock.now() + _BEGIN_WITHIN
        while (report := self._next(deadline)) is not None:
            if isinstance(report, Began) and report.sound == sound:
                return report.at
            self._heed(report)
        raise _NoSoundError(
            "the player does not start a sound", remedies.no_sound(sys.platform, os.environ)
        )

    def rest(self, length: Seconds) -> None:
        """Wait this long. Raises _NoSoundError if the device disappears meanwhile."""
        deadline = clock.now() + length
        while (report := self._next(deadline)) is not None:
            self._heed(report)

    def _heed(self, report: Report) -> None:
        if isinstance(report, DeviceLost):
            raise _NoSoundError(report.reason, remedies.no_sound(sys.platform, os.environ))

    def _next(self, deadline: Seconds) -> Report | None:
        try:
            return self._reports.get(timeout=max(0.0, deadline - clock.now()))
        except Empty:
            return None


def _placed_after(output: DeviceOutput, reported: _SoundReports) -> Seconds:
    """Median time from placing a sound "now" to its place. The probes are not heard."""
    lengths = []
    for sound, gap in enumerate(_PROBE_AFTER, start=1):
        reported.rest(gap)
        asked = clock.now()
        output.place(sound, asked, None)
        lengths.append(reported.began(sound) - asked)
    return statistics.median(lengths)


def _opened(name: str, after: Seconds) -> Finding:
    return Finding(
        "sound",
        FindingState.OK,
        f"{name}, open {after:.2f} s after the player was started",
        measured={"device": name, "open_after": round(after, 4)},
    )


def _delay(placed_after: Seconds) -> Finding:
    delay = placed_after + _STORE
    found = (
        f"{delay * 1000:.0f} ms from request to sound: {placed_after * 1000:.0f} ms to its place "
        f"in the stream, and {_STORE * 1000:.0f} ms in the device's buffer"
    )
    measured = {
        "seconds": round(delay, 4),
        "placed_after": round(placed_after, 4),
        "in_store": _STORE,
    }
    if delay <= _SLOW:
        return Finding("delay", FindingState.OK, found, measured=measured)
    advice = ("Keys take effect with this delay; cues stay on time. Is the computer busy?",)
    return Finding("delay", FindingState.NOTE, found, advice, measured)


def _play(output: DeviceOutput, reported: _SoundReports, clip: Clip | None, volume: int) -> Finding:
    played = clip or tone(Tone.START)
    sound = len(_PROBE_AFTER) + 1
    output.place(sound, clock.now(), played)
    reported.began(sound)
    reported.rest(played.length + _STORE)
    what = f"“{SENTENCE}”" if clip else "two rising notes, because no words could be spoken"
    measured = {"volume": volume, "length": round(played.length, 4)}
    if volume == 0:
        found = f"played {what} at volume 0, which is silent"
        return Finding(
            "test",
            FindingState.NOTE,
            found,
            ("`voice-coach config set volume 80` is louder.",),
            measured,
        )
    found = f"played {what} at volume {volume}"
    return Finding("test", FindingState.OK, found, (remedies.unheard(sys.platform),), measured)
