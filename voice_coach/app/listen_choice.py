"""How to listen by the user's settings: the mode, the engine, and whether both are available."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voice_coach.config.settings import Settings
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.errors import CoachError
from voice_coach.hearing.own_voice.file import own_voice_path
from voice_coach.hearing.ports.recogniser import Recogniser
from voice_coach.hearing.recognisers import registry
from voice_coach.library.catalogue.paths import expanded


@dataclass(frozen=True, slots=True)
class ListenChoice:
    """A way to listen for which the user's settings are complete."""

    mode: HearingMode
    engine: str
    model: Path | None
    """Folder of the engine's model."""

    @property
    def lacking(self) -> str | None:
        """Packages not installed and how to get them; None if none is missing."""
        return registry.missing(self.engine)

    @property
    def warning(self) -> str:
        """A warning to the athlete before the first word; empty if there is none."""
        return registry.ENGINES[self.engine].sends

    def make(self) -> Recogniser:
        """Make the recogniser. Raise CoachError if it can't be made."""
        if self.lacking:
            raise CoachError("No speech can be understood here.", self.lacking)
        # Imported here, for its numpy: a live session recognises in a process of its own.
        from voice_coach.hearing.own_voice.adapted import adapted  # noqa: PLC0415

        return adapted(registry.make(self.engine, self.model), self.own_voice)

    @property
    def own_voice(self) -> Path | None:
        """The file with the athlete's voiceprints, where the engine can use it."""
        return own_voice_path() if self.engine == registry.DEFAULT_ENGINE else None


def choose(settings: Settings, mode: HearingMode) -> ListenChoice:
    """The user's choice. Raise UsageError for what they have to settle first: a model, or
    permission to send sound away."""
    model = expanded(settings.listen_model) if settings.listen_model else None
    registry.check_engine(settings.listen_engine, model, may_send=settings.listen_allow_sending)
    return ListenChoice(mode, settings.listen_engine, model)
