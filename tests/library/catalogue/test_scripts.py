"""Scripts: every mistake is told, and the bundled ones say all there is to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_coach.core.authoring.script_lint import advise_on_script
from voice_coach.core.wording.script import SPECS, Condition, Moment
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.catalogue.scripts import is_script, load_script, read_script, styles
from voice_coach.library.yaml.problems import BadRoutine

CALM = bundled_folder() / "script" / "en" / "calm.yaml"


def read(lines: str, head: str = "like: calm") -> object:
    text = f"version: 1\nlanguage: en\nstyle: mine\n{head}\nlines:\n{lines}"
    return read_script(text.encode(), Path("mine.yaml"))


def mistakes(lines: str, head: str = "like: calm") -> list[str]:
    with pytest.raises(BadRoutine) as bad:
        read(lines, head)
    return [f"{one.line}: {one.what}; {one.instead}" for one in bad.value.problems]


def test_there_is_a_calm_a_bright_and_a_driving_style():
    assert styles() == ("bright", "calm", "drill")


@pytest.mark.parametrize("style", ["bright", "calm", "drill"])
def test_a_bundled_style_has_words_for_every_moment(style):
    assert set(load_script(style).lines) == set(Moment)


def test_a_style_takes_from_another_what_it_does_not_say():
    script = read("  halfway: [Half.]\n")
    assert script.ways(Moment.HALFWAY) == (("Half.",),)
    assert script.ways(Moment.HOLD) == load_script().ways(Moment.HOLD)


def test_an_optional_moment_may_be_left_silent():
    assert read("  encouragement: []\n").ways(Moment.ENCOURAGEMENT) == ()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  halfwy: [x]\n", '6: there is no moment "halfwy"; did you mean halfway?'),
        ("  halfway: []\n", "6: a list of lines is expected here, not an empty list; write each"),
        ("  next: ['{exercize}.']\n", "6: unknown variable {exercize} here; did you mean exer"),
        (
            "  next: ['{exercise']\n",
            "6: a brace that belongs to no variable; write a variable as {name}",
        ),
        ("  rest:\n  - {when: short, say: x}\n", "6: rest has no line that can always be said;"),
        ("  hold:\n  - x\n  - {when: short, say: x}\n", "8: short is never true here; leave `whe"),
        ("  hold:\n  - [x, yy]\n", '7: "yy" is no shorter than the form before it; write the for'),
        ("  place: ['{exercise}.']\n", "6: place has no line for in_rest; add one with `when: in"),
        ("  hold:\n  - {say: x}\n", "7: when is missing; add `when:` (What must be true)"),
        ("  hold:\n" + "  - x\n" * 25, "7: 25 ways to say one thing; write 24 or fewer: each has"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(lines, told):
    assert any(one.startswith(told) for one in mistakes(lines)), mistakes(lines)


def test_without_another_style_everything_that_must_be_said_is_asked_for():
    told = mistakes("  halfway: [Half.]\n", head="about: x")
    assert "1: rest is missing; add it (A rest begins)" in told
    assert "1: the name of legs is missing; add it under `names:`" in told
    assert not any("encouragement" in one for one in told)


def test_styles_that_take_from_each_other_are_refused(tmp_path):
    for name, other in (("one", "two"), ("two", "one")):
        text = f"version: 1\nlanguage: en\nstyle: {name}\nlike: {other}\nlines: {{}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    path = tmp_path / "one.yaml"
    with pytest.raises(BadRoutine, match="two has mistakes"):
        read_script(path.read_bytes(), path)


def test_a_style_that_there_is_not_is_told_with_those_there_are():
    with pytest.raises(UsageError, match='no style "calmm"; did you mean calm'):
        load_script("calmm")


@pytest.mark.parametrize("moment", Moment)
def test_a_line_whose_condition_is_true_is_said_in_place_of_the_usual_one(moment):
    script = load_script()
    values = dict.fromkeys((*SPECS[moment].variables, *SPECS[moment].maybe), "x")
    usual = script.ways(moment, values)
    for condition in SPECS[moment].conditions:
        ways = script.ways(moment, values, frozenset({condition}))
        own = any(line.when == {condition} for line in script.lines[moment])
        assert (ways != usual) == own or moment is Moment.DAY


def test_a_form_that_needs_what_is_not_known_is_passed_over():
    morning = frozenset({Condition.MORNING})
    named = load_script().ways(Moment.GREETING, {"name": "Ana"}, morning)[0]
    unnamed = load_script().ways(Moment.GREETING, {"name": ""}, morning)[0]
    assert named == ("Good morning, Ana.", "Good morning.")
    assert unnamed == ("Good morning.",)


def test_the_next_session_begins_with_the_next_way_to_say_it():
    first, second = (load_script().ways(Moment.GOODBYE, seed=seed) for seed in (0, 1))
    assert first[0] != second[0]
    assert set(first) == set(second)


@pytest.mark.parametrize("style", ["bright", "calm", "drill"])
def test_no_bundled_style_says_a_command_alone(style):
    assert advise_on_script(load_script(style)) == ()


def test_words_that_are_a_command_alone_are_warned_of():
    (advice,) = advise_on_script(read("  well_done: ['Done.']\n"))
    assert advice.what.startswith("“Done” alone is a command")


@pytest.mark.parametrize("moment", Moment)
def test_the_page_for_authors_tells_every_moment_with_its_variables_and_conditions(moment):
    page = (Path(__file__).parents[3] / "docs" / "script.md").read_text("utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{moment}`")]
    spec = SPECS[moment]
    assert spec.about in row
    names = [f"`{{{name}}}`" for name in (*spec.variables, *spec.maybe)]
    assert all(name in row for name in (*names, *(f"`{one}`" for one in spec.conditions)))
    assert ("` *" in row) == spec.optional


def test_a_script_is_told_from_a_routine_by_its_lines(tmp_path):
    script, routine = tmp_path / "a.yaml", tmp_path / "b.yaml"
    script.write_text("style: x\nlines: {halfwy: [x]}\n")
    routine.write_text("version: 1\nmain: [plank]\n")
    assert is_script(script)
    assert not is_script(routine)
    assert not is_script(tmp_path / "none.yaml")


@pytest.mark.parametrize("moment", [Moment.LEFT_OUT, Moment.EASIER_AFTER_PAIN])
def test_every_style_gives_time_after_pain_in_words_of_its_own_and_drives_nobody(moment):
    said = {load_script(style).ways(moment, {"exercise": "Dead Bug"})[0][0] for style in styles()}
    assert len(said) == len(styles())
    assert all("ake your time." in one or "ake all the time" in one for one in said)
    assert not any("!" in one for one in said)
