"""What is said of keeping the machine awake."""

from __future__ import annotations

from voice_coach.checkup.finding import FindingState
from voice_coach.checkup.sleep import check_sleep
from voice_coach.system.sleep_inhibitor import Inhibition


def test_who_keeps_it_awake_is_told_and_is_let_go_again() -> None:
    released: list[bool] = []
    finding = check_sleep(lambda: Inhibition("logind", lambda: released.append(True)))
    assert finding.state is FindingState.OK
    assert finding.found == "logind keeps the computer awake while a workout runs"
    assert released == [True]


def test_where_nothing_can_it_says_what_to_do() -> None:
    finding = check_sleep(lambda: None)
    assert finding.state is FindingState.NOTE
    assert finding.advice == ("Turn off automatic sleep in its power settings, or plug it in.",)
