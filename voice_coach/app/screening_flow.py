"""The screening flow: from the safety question, and what is known from before, to today's
clearance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from voice_coach.app.live_runtime import LiveRuntime
from voice_coach.config.health_file import Health, HealthFile, Profile
from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.dialogues.screening import ScreeningDialogue
from voice_coach.core.events.messages import Event, PrivateText, private
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.routine import Routine
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.safety.question_names import YES, QuestionName
from voice_coach.core.safety.questionnaire import (
    AnswerOption,
    Question,
    Screening,
    about_pain,
    without_known,
)
from voice_coach.core.safety.recovery import (
    FEELINGS,
    Allowance,
    Feeling,
    RecoveryRecord,
    after_screening,
    allowance,
    began_on,
    follow_up,
    seen_by_clinician,
    standing,
)
from voice_coach.core.training.adaptation import adapt
from voice_coach.core.training.dose_changes import reduced
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.input_hints import hints_for
from voice_coach.errors import CoachError
from voice_coach.library.routine.finder import Shelf

GENTLE_ROUTINE = "gentle-back"
"""The routine offered in place of one that is more than gentle."""

_STILL_ASKED = (
    QuestionName.BREATH,
    QuestionName.NERVES,
    QuestionName.FLAGS,
    QuestionName.UNWELL,
)
"""Questions asked each day on the way back, once the state of the back is answered."""


class LeftError(Exception):
    """The athlete left without an answer."""


class HurtError(Exception):
    """Something hurts before a session has begun."""

    def __init__(self, event: Event) -> None:
        """`event`: what the athlete said or pressed."""
        super().__init__()
        self.event = event


@dataclass(slots=True)
class Clearing:
    """Asks the questions before a session, and keeps their results."""

    runtime: LiveRuntime
    screening: Screening
    file: HealthFile
    today: date
    health: Health = field(default_factory=Health)
    answers: dict[str, str] = field(default_factory=dict)
    """Today's answers of the interview, by question."""

    def recall(self) -> None:
        """Read what is known from before; report damage to it, and ask everything anew."""
        self.health = self.file.load()
        if self.health.damage:
            self.runtime.screen.notice(self.health.damage)

    def screen(self) -> Clearance:
        """Ask today's questions. Raise LeftError."""
        recovery = self.health.recovery
        if recovery is None:
            # Where what was known is lost, all of it is asked again.
            lost = bool(self.health.damage)
            return self._interview(self.ask(self.screening.questions if lost else None))
        question = next(one for one in self.screening.follow_up if one.name == recovery.question)
        asked = self.ask((question,))
        clearance = self._clearance(asked)
        if not clearance.opens:
            return clearance
        if question.name == QuestionName.SEEN:
            self._keep(replace(self.health, recovery=seen_by_clinician(recovery, self.today)))
            return self._interview(self.ask(None))
        return self._follow_up(recovery, FEELINGS[asked.answers[question.name]])

    def _follow_up(self, recovery: RecoveryRecord, feeling: Feeling) -> Clearance:
        """On the way back: the result of how the back is today."""
        step = follow_up(recovery, feeling, self.today)
        self._keep(replace(self.health, recovery=step.recovery))
        if step.allowance is None:
            return self._interview(self.ask(self.screening.questions))
        advice = tuple(text for name in step.advice for text in self.screening.advice[name])
        if step.allowance.outcome >= Outcome.REST:
            self.tell(advice)
            return Clearance(step.allowance.outcome, advice=advice)
        found = self._clearance(self.ask(self._signs()))
        if found.opens:
            found = replace(found, advice=(*found.advice, *advice))
            return self._within(found, step.allowance)
        # Of today's signs none is about how the pain began: only an urgent one counts.
        self._keep_outcome(found, began=None)
        return found

    def known_conditions(self) -> frozenset[HealthCondition]:
        """The conditions that exercises should respect; asked once a year, as far as today's
        interview has not found them out. Raise LeftError."""
        profile = self.health.profile
        if profile.is_due(self.today):
            left, known = without_known(self.screening.conditions, self.answers)
            answers = {**known, **self._answers_to(left)}
            names = {name for name, answer in answers.items() if answer == YES}
            conditions = frozenset(map(HealthCondition, names - {QuestionName.ANY}))
            profile = Profile(conditions, self.today)
            self._keep(replace(self.health, profile=profile))
        return profile.conditions

    def fitted(
        self, routine: Routine, clearance: Clearance, shelf: Shelf
    ) -> tuple[Routine, tuple[str, ...]]:
        """The routine to train in place of `routine` under `clearance`, and what is to be said
        about it. Raise LeftError if the athlete wants none of it."""
        catalogue = shelf.catalogue
        if clearance.outcome is Outcome.GENTLE:
            routine = self._gentle(routine, clearance, shelf)
        adapted = adapt(routine, clearance, catalogue)
        if adapted.routine is None:
            self.tell((phrasebook.nothing_left(routine.name),))
            raise LeftError
        routine = adapted.routine
        said = phrasebook.changed(adapted.changes)
        if len(adapted.changes) > phrasebook.NAMED_CHANGES:
            for change in adapted.changes:
                self.runtime.screen.notice(f"{phrasebook.change_line(change)}.")
        if allowance(self.health.recovery).reduced:
            return reduced(routine), (*said, phrasebook.REDUCED)
        return routine, said

    def ask_about_pain(self, part: HealthCondition | None) -> ScreeningDialogue:
        """Put the questions about pain in mid-session. `part`: the part that hurts, if known."""
        screening = self.screening
        return self._put(
            about_pain(screening, part),
            undo=phrasebook.NOTHING_HURTS,
            about_part=lambda named: _private(about_pain(screening, named)),
            part=part,
        )

    def after_pain(self, clearance: Clearance, part: HealthCondition | None) -> None:
        """Keep the result of the questions about pain in mid-session. The way back is one for the
        back: after a rest for another part, the next start asks its usual question."""
        if part is None or clearance.outcome > Outcome.REST:
            self._keep_outcome(clearance, began=self.today)

    def tell(self, texts: tuple[str, ...]) -> None:
        """Tell why there is no training today. Expects no answer; nothing comes after it."""
        announcement = Announcement(
            self.runtime.speech.length, private(texts), phrasebook.ENTER_LEAVES
        )
        self.runtime.coach.play(announcement)

    def ask(self, questions: tuple[Question, ...] | None) -> ScreeningDialogue:
        """Put questions, or with None the one that opens every start."""
        return self._put(questions)

    def _put(self, questions: tuple[Question, ...] | None, **about_pain: Any) -> ScreeningDialogue:
        runtime = self.runtime
        dialogue = ScreeningDialogue(
            runtime.speech.length,
            self.screening,
            questions=None if questions is None else _private(questions),
            listening=runtime.listening,
            **about_pain,
        )
        runtime.coach.play(dialogue, phrasebook.SCREENING_KEYS)
        return dialogue

    # --- answers ------------------------------------------------------------------------

    def _answers_to(self, questions: tuple[Question, ...]) -> Mapping[str, str]:
        if not questions:
            return {}
        asked = self.ask(questions)
        if not self._clearance(asked).opens:
            raise LeftError
        return asked.answers

    def _clearance(self, asked: ScreeningDialogue) -> Clearance:
        if asked.clearance is None:
            raise LeftError
        return asked.clearance

    def _interview(self, asked: ScreeningDialogue) -> Clearance:
        """The result of the screening, together with the place on the way back."""
        clearance = self._clearance(asked)
        self.answers = asked.answers
        self._keep_outcome(clearance, began=began_on(asked.answers, self.today))
        recovery = self.health.recovery
        within = self._within(clearance, allowance(recovery))
        if recovery is not None and clearance.opens and not within.opens:
            names = standing(recovery, self.today).advice
            self.tell(tuple(text for name in names for text in self.screening.advice[name]))
        return within

    def _within(self, clearance: Clearance, allowed: Allowance) -> Clearance:
        """The stricter of a clearance and of what the way back allows."""
        outcome = max(clearance.outcome, allowed.outcome)
        stage = allowed.stage if clearance.outcome is Outcome.PROCEED else clearance.stage
        return replace(clearance, outcome=outcome, stage=stage)

    def _signs(self) -> tuple[Question, ...]:
        named = (one for one in self.screening.questions if one.name in _STILL_ASKED)
        return tuple(replace(one, given=()) for one in named)

    def _gentle(self, routine: Routine, clearance: Clearance, shelf: Shelf) -> Routine:
        """The routine if it is gentle enough; else the one the athlete takes in its place."""
        if clearance.allows_all(step.exercise for _, step in routine.steps()):
            return routine
        instead = shelf.find(GENTLE_ROUTINE).routine
        adapted = adapt(routine, clearance, shelf.catalogue).routine
        words = phrasebook.offer(
            routine.name,
            instead.name,
            can_be_adapted=adapted is not None,
            hints=hints_for(listening=self.runtime.listening),
        )
        choices = ("1", "2") if adapted is not None else ("1",)
        offer = Question("offer", words, tuple(map(AnswerOption, choices)))
        asked = self.ask((offer,))
        if not self._clearance(asked).opens:
            raise LeftError
        return instead if asked.answers[offer.name] == "1" else routine

    # --- keeping ------------------------------------------------------------------------

    def _keep_outcome(self, clearance: Clearance, began: date | None) -> None:
        recovery = after_screening(self.health.recovery, clearance.outcome, began, self.today)
        self._keep(replace(self.health, recovery=recovery))

    def _keep(self, health: Health) -> None:
        self.health = health
        try:
            self.file.save(health)
        except CoachError as error:
            self.runtime.screen.notice(str(error))


def _private(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The same questions. Those that not every start puts tell something by being put."""
    return tuple(replace(one, ask=PrivateText(one.ask)) for one in questions)
