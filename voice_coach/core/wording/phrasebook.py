"""The coach's fixed phrases, in English.

A function returns the forms of one phrase, longest first, so that fitting can fall back on a
shorter one. Numbers stay digits: the engine reads them, and the screen shows them.
"""

from __future__ import annotations

from datetime import date

from voice_coach.core.model.exercise import Exercise, HealthCondition
from voice_coach.core.model.timeline import Interval, Side, Station
from voice_coach.core.model.views import Option
from voice_coach.core.safety.clearance import Change
from voice_coach.core.wording.input_hints import BY_KEY, Hints
from voice_coach.core.wording.numbers import counted, duration, several

Forms = tuple[str, ...]

COUNTDOWN = ("three", "two", "one")

ANY_ADVICE = "your medical advice line"
ANY_NUMBER = (
    "your local emergency number; if you don't know it, 112 also works from most mobile phones "
    "in the world"
)
"""Emergency number for a country that is not known for certain. A mobile phone takes 112 and 911
for an emergency call everywhere (3GPP TS 22.101, clause 10)."""

FIT_NOTICE = "You said nothing speaks against training today. If anything hurts, stop."

BY_THE_CLOCK = "Without a keyboard, steps at your own pace take their usual time."

RECORDING_NOTICE = (
    "If your back hurts today, or you feel unwell, leave this out. If anything hurts, stop."
)

SHEET_NOTICE = (
    "What your doctor or physiotherapist tells you comes before what stands here. No clinician has "
    "reviewed this program; it is no medical advice."
)


def alarm_signs(emergency: str) -> str:
    """The signs for which to call for help, for print."""
    return (
        "If you get chest pain, can't catch your breath, become numb between the legs, lose "
        "control of bladder or bowel, or both legs become weak, call for help at once: "
        f"{emergency}."
    )


MENU: Forms = ("Which routine?",)
MENU_PLANNED_BY_KEY: Forms = ("Press Enter for that, or choose another.",)
MENU_PLANNED_BY_VOICE: Forms = ("Say yes for that, or name another.",)
MENU_OR_ANOTHER = "Or say another name."
MENU_KEYS = "say its name or number, or type some letters or the number · Enter takes > · q leave"
MENU_NOT_BY_ENTER = "today is for rest: Enter alone takes none · type letters or a number · q leave"
MENU_ENTER = "another figure, or Enter"


def menu_offer(name: str, length: str) -> str:
    """A routine of the menu, read aloud."""
    return f"{name}, {length}."


def menu_nothing(letters: str) -> str:
    """Shown if no routine matches the typed letters."""
    return f"Nothing begins with {letters.strip()}; Backspace takes a letter back."


RATING: Forms = ("How does your back feel now, from zero, nothing, to ten, the worst?",)
RATING_KEYS = "0 to 9 · x ten · Enter skip"

SCREENING_KEYS = "n no · y yes or not sure · b the question before · q leave"
GOOD_NEWS_KEYS = "n no or not sure · y yes · b the question before · q leave"
"""Keys of a question to which yes allows more."""

GATE_OPTIONS = (Option("n", "no"), Option("y", "yes, or not sure"))
GOOD_NEWS_OPTIONS = (Option("n", "no, or not sure"), Option("y", "yes"))
PART_OPTIONS = (
    *(Option("k", "knee"), Option("s", "shoulder"), Option("e", "neck")),
    *(Option("h", "hip"), Option("w", "wrist")),
)
"""Keys for the part that hurts, while pain is asked about."""
BACK_OPTION = Option("b", "the question before")
LEAVE_OPTIONS = (Option("q", "leave"),)
PAIN_OPTION = Option("p", "something hurts")
YES_NO_OPTIONS = (Option("y", "yes"), Option("n", "no"), PAIN_OPTION, *LEAVE_OPTIONS)
ADVICE_OPTIONS = (Option("\r", "go on"), *LEAVE_OPTIONS)
BEGINNING_OPTIONS = (Option("\r", "go on"), PAIN_OPTION, *LEAVE_OPTIONS)
"""Keys while a workout is about to begin."""
ENTER_LEAVES = (Option("\r", "leave"),)
RATING_OPTIONS = (
    *(Option(str(figure), "") for figure in range(10)),
    Option("x", "ten"),
    Option("\r", "skip"),
)


def question_count(number: int, longest: int) -> str:
    """The number of the next question in a series."""
    return f"Question {number} of at most {longest}."


NOTHING_HURTS = "a slip: nothing hurts, go on"
"""The meaning of Undo while pain is asked about."""


def choice_keys(first: str, last: str) -> str:
    """The keys of a question with numbered answers."""
    figures = first if first == last else f"{first} to {last}"
    return f"{figures} · b the question before · q leave"


def choice_reminder(first: str, last: str, hints: Hints = BY_KEY) -> tuple[str, ...]:
    """The short form of a question with numbered answers, for a reminder."""
    figures = first if first == last else f"a figure from {first} to {last}"
    return (f"{hints.choose} {figures}, or {hints.leave} to leave.",)


def because(reasons: tuple[str, ...]) -> str:
    """The reasons for an outcome; empty without reasons."""
    return f"Because you said {', and '.join(reasons)}:" if reasons else ""


REDUCED = "Today with less of it than usual: your back is on its way."


def hard_for_a_first(chosen: str, easier: str) -> str:
    """Said before an athlete's very first session if the routine is an advanced one."""
    return (
        f"This is your first workout here, and {chosen} is for the advanced. "
        f"{easier} is the one to begin with; you can stop at any time."
    )


def nothing_left(chosen: str) -> str:
    """Said if a routine has no exercise that is cleared."""
    return f"Nothing in {chosen} suits today. Choose another routine, or rest."


def offer(chosen: str, gentle: str, *, can_be_adapted: bool, hints: Hints = BY_KEY) -> str:
    """Offer gentle moves in place of the chosen routine."""
    begin = f"{chosen} is too much for today. {hints.choose} 1 for {gentle} instead"
    leave = f"or {hints.leave} to leave it."
    if not can_be_adapted:
        return f"{begin}, {leave}"
    return f"{begin}, 2 for {chosen} with gentle moves only, {leave}"


_CONDITIONS = {
    HealthCondition.DISC: "your disc problem",
    HealthCondition.OSTEOPOROSIS: "your fragile bones",
    HealthCondition.INFLAMMATORY_SPINE: "your inflamed spine",
    HealthCondition.HYPERTENSION: "your heart or blood pressure",
    HealthCondition.PREGNANCY: "pregnancy or a recent birth",
    HealthCondition.KNEE: "your knee",
    HealthCondition.WRIST: "your wrist",
    HealthCondition.SHOULDER: "your shoulder",
    HealthCondition.NECK: "your neck",
    HealthCondition.HIP: "your hip",
    HealthCondition.BALANCE: "your balance",
}


def barred_by(conditions: tuple[HealthCondition, ...]) -> str:
    """The reason why an exercise is not for today: known conditions, or without any the gentle
    moves."""
    if not conditions:
        return "only gentle moves today"
    return f"because of {' and '.join(_CONDITIONS[one] for one in conditions)}"


NAMED_CHANGES = 3
"""Most exercises changed for one reason that are listed by name. Of more, the number is said: each
is named in any case before it begins."""


def changed(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """The replaced and left out exercises, each reason once."""
    reasons = dict.fromkeys(change.why for change in changes)
    return tuple(
        _changed_for(why, tuple(change for change in changes if change.why == why))
        for why in reasons
    )


def _changed_for(why: str, changes: tuple[Change, ...]) -> str:
    lead = f"{why[0].upper()}{why[1:]}"
    if len(changes) <= NAMED_CHANGES:
        return f"{lead}: {', '.join(map(change_line, changes))}."
    gone = sum(change.new is None for change in changes)
    swapped = len(changes) - gone
    told = [f"{swapped} exercises are replaced by others"] if swapped else []
    if gone:
        what = "1 is" if gone == 1 else f"{gone} are"
        told.append(f"{what} left out")
    return f"{lead}: {', and '.join(told)}."


def change_line(change: Change) -> str:
    """The change of one exercise."""
    if change.new is None:
        return f"{change.old.name} is left out"
    return f"{change.new.name} instead of {change.old.name}"


def day_gone(day: date, today: date) -> str:
    """The name of a past day: "yesterday", "on Monday"; "last time" if more than a week ago."""
    days = (today - day).days
    if days in (0, 1):
        return ("earlier today", "yesterday")[days]
    return f"on {_WEEKDAYS[day.weekday()]}" if days <= _WEEK else "last time"


def day_to_come(day: date, today: date) -> str:
    """The name of a day within the next week: "tomorrow", "on Wednesday"."""
    return "tomorrow" if (day - today).days == 1 else f"on {_WEEKDAYS[day.weekday()]}"


_WEEK = 6
"""Days back within which the name of a weekday is unique."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


GETTING_READY = "One moment. I am getting the words ready."
TOO_SLOW = "this machine is too slow for the natural voice just now"


def begins_in(seconds: int) -> str:
    """Shown while the texts of a session are being rendered."""
    return f"Getting the words ready: the workout begins in about {seconds} seconds."


def resume_offer(title: str) -> tuple[str, ...]:
    """Asked at a start if a session was left unfinished."""
    return (f"{title} was not finished. Go on where it was left?",)


LESSON_BEGINS = (
    "I name a command, and you say it three times, with a short pause in between, as you would in "
    "a workout. It takes two or three minutes; if you leave, the next time goes on from there."
)


def say_it(phrase: str) -> str:
    """The request for one command of a lesson."""
    return f"Say: {phrase}."


def lesson_over(of: int, before: int, after: int, *, helps: bool) -> str:
    """The result of a lesson, on the takes that were held back."""
    told = f"Of {of} commands I understood {before} before"
    if helps:
        return f"{told}, and {after} now."
    return f"{told}, and it makes no more of them now. So I listen as before."


RESUME_KEYS = "y go on · n, or no answer: start anew · p something hurts · q leave"
EDITED = "The routine was changed since. It goes on in it as it is now."
EDITED_AND_LOST = (
    "The routine was changed since, and where you were is no longer in it. It goes on as you "
    "began it."
)
EDITED_AND_UNREADABLE = (
    "The routine was changed since, and can't be read any more. It goes on as you began it."
)
PLACE_LOST = "Where you were is no longer in it. It goes from the beginning."


def ago(day: date, today: date) -> str:
    """The time since a day: "today", "yesterday", "12 days ago", "3 months ago"."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 60 else f"{days // 30} months ago"


def named(exercise: Exercise, side: Side | None = None) -> str:
    """An exercise and its side."""
    return f"{exercise.name}, {side.value} side" if side else exercise.name


def dose(interval: Interval) -> str:
    """The dose of an interval."""
    if interval.stations:
        return f"{duration(interval.expected)}, as many rounds as you can"
    if interval.reps is None:
        return duration(interval.expected)
    if interval.is_held and interval.tempo:
        return f"{interval.reps} times {duration(interval.tempo.pause)}"
    return counted(interval.reps, "rep")


def station(one: Station) -> str:
    """One exercise of an AMRAP."""
    sides = " each side" if one.each_side else ""
    return f"{counted(one.reps, one.exercise.name, several(one.exercise))}{sides}"
