"""Orders to the listener and recogniser processes, and their reports."""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.audio.port import Played
from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.ports.recogniser import AudioBlock, RecognisedPhrase
from voice_coach.hearing.ports.reports import (
    HearingReport,
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.ipc.wire import Alive, Wire


@dataclass(frozen=True, slots=True)
class ArmPhrases:
    """Recognise these and the wake word, and nothing else, from the next speech on."""

    phrases: tuple[str, ...]


HearingMessage = HearingReport | VoiceBegan | VoiceOver

ListenerOrder = ArmPhrases | Played
LISTENER_ORDERS: Wire[ListenerOrder] = Wire(ArmPhrases, Played)
LISTENER_REPORTS: Wire[HearingMessage | Alive] = Wire(
    *(MicrophoneFound, MicrophoneLost, RecogniserFound, RecogniserLost),
    *(Understood, LevelReport, VoiceBegan, VoiceOver, Alive),
)

RecogniserOrder = ArmPhrases | AudioBlock
RecogniserReport = RecogniserFound | RecogniserLost | RecognisedPhrase
RECOGNISER_ORDERS: Wire[RecogniserOrder] = Wire(ArmPhrases, AudioBlock)
RECOGNISER_REPORTS: Wire[RecogniserReport | Alive] = Wire(
    RecogniserFound, RecogniserLost, RecognisedPhrase, Alive
)
