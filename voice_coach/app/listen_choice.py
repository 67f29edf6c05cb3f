"""How to listen, as the user has settled it: the mode, the engine, and whether both can be had."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voice_coach.config.settings import Settings
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import Recogniser
from voice_coach.hearing.recognisers import registry


@dataclass(frozen=True, slots=True)
class ListenChoice:
    """A way to listen to which nothing of the user's is lacking."""

    mode: HearingMode
    engine: str
    model: Path | None
    """The folder of the engine's model."""

    @property
    def lacking(self) -> str | None:
        """What is not installed, and how it is come by; None: nothing."""
        return registry.missing(self.engine)

    @property
    def warning(self) -> str:
        """What the athlete must know before a word is said; empty: nothing."""
        return registry.ENGINES[self.engine].sends

    def make(self) -> Recogniser:
        """The recogniser. Raises CoachError where it can't be had."""
        if self.lacking:
            raise CoachError("Nothing can be understood here.", self.lacking)
        return registry.make(self.engine, self.model)


def choose(settings: Settings, mode: HearingMode) -> ListenChoice:
    """The user's choice. Raises UsageError for what they have to settle first: a model, or that
    sound may be sent away."""
    model = Path(settings.listen_model).expanduser() if settings.listen_model else None
    registry.check_engine(settings.listen_engine, model, may_send=settings.listen_allow_sending)
    return ListenChoice(mode, settings.listen_engine, model)
