"""`hear`: show what the microphone or a sound file contains, and the commands in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from voice_coach.app.command_trial import SETS, Judging, nothing_json
from voice_coach.app.console import tell
from voice_coach.app.listen_choice import ListenChoice, choose
from voice_coach.config.settings import Settings, load_settings
from voice_coach.core.model.listen_mode import USUAL, ListenMode
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.errors import CoachError, UsageError
from voice_coach.hearing.own_voice.file import forget
from voice_coach.hearing.recognisers.registry import ENGINES


@click.command(short_help="Try the microphone: what it hears, and what is understood.")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in HearingMode]),
    help="Take commands as they are said (open), or only with “coach” before them (wake).",
)
@click.option(
    "--engine", type=click.Choice(tuple(ENGINES)), help="The engine that understands speech."
)
@click.option("--model", metavar="FOLDER", help="The folder with that engine's model.")
@click.option(
    "--allow-sending",
    is_flag=True,
    default=None,
    help="Allow the engine to send sound to a server, if it works that way.",
)
@click.option(
    "--arm",
    type=click.Choice(tuple(SETS)),
    multiple=True,
    default=("session",),
    show_default=True,
    help="What to listen for: the commands of a session, yes and no, or zero to ten.",
)
@click.option(
    "--keep",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Save each understood command there as a WAV. Nothing else ever saves any sound.",
)
@click.option(
    "--learn", "learns", is_flag=True, help="Learn how you say the commands: it asks for each."
)
@click.option("--forget", "forgets", is_flag=True, help="Forget what --learn has learnt.")
@click.option(
    "--scores",
    is_flag=True,
    help="Show the three phrases that came nearest, also of what is no command.",
)
@click.option("--json", "as_json", is_flag=True, help="For scripts: one JSON object a command.")
@click.pass_context
def hear(
    ctx: click.Context,
    files: tuple[Path, ...],
    *,
    mode: str | None,
    engine: str | None,
    model: str | None,
    allow_sending: bool | None,
    arm: tuple[str, ...],
    keep: Path | None,
    learns: bool,
    forgets: bool,
    scores: bool,
    as_json: bool,
) -> None:
    """Show what the microphone hears, and what is understood, until Ctrl-C.

    That is how loud it is, and whether there is a voice; and of what was understood the phrase, how
    sure it is (0 is even odds), and how long after the end of the speech. With FILE it is the same
    of sound files: WAV, FLAC, MP3 or OGG, of any rate and length. Nothing is obeyed.

    \b
    Examples:
      voice-coach hear                     and say "pause", "how long left"
      voice-coach hear --mode wake         and say "coach, pause"
      voice-coach hear --keep ~/heard      with a sound file of each thing understood
      voice-coach hear --learn             if you are often not understood: two or three minutes
      voice-coach hear take.wav --scores   why something was understood, or was not
      voice-coach hear *.wav --json        {"file", "understood", "at", "command", "phrase",
                                           "score", "latency"}; of a file without any command
                                           the first two, and an empty command

    Times are in seconds. Exits with 2 if a file can't be read; the others are heard all the same.
    """
    settings = load_settings(
        listen=mode, listen_engine=engine, listen_model=model, listen_allow_sending=allow_sending
    )
    usual = USUAL if settings.listen == ListenMode.OFF else settings.listen
    choice = choose(settings, HearingMode(usual))
    if learns or forgets:
        _own_voice(choice, settings, learns=learns)
        return
    for line in _notices(choice, keep):
        tell(line, err=True)
    judging = Judging(choice.mode, arm, scores=scores)
    if files:
        ctx.exit(_hear_files(files, choice, judging, keep, as_json=as_json))
    # Imported here: a file needs no microphone.
    from voice_coach.cli.hear_live import listen  # noqa: PLC0415

    listen(choice, judging, keep, as_json=as_json)


def _own_voice(choice: ListenChoice, settings: Settings, *, learns: bool) -> None:
    """Learn the athlete's voice, or forget it. Raises CoachError."""
    path = choice.own_voice
    if path is None:
        raise UsageError(
            f"The engine {choice.engine} can't learn a voice.",
            "Leave out --engine, and set `listen_engine` to its default.",
        )
    if not learns:
        tell("Forgotten." if forget(path) else "Nothing was learnt.")
        return
    if choice.lacking:
        raise CoachError("No speech can be understood here.", choice.lacking)
    # Imported here: nothing else here speaks.
    from voice_coach.app.voice_lesson import learn  # noqa: PLC0415

    learn(choice, settings, path, tell)
    tell(f"Kept in {path}: numbers, no sound. `voice-coach hear --forget` removes it.")


def _notices(choice: ListenChoice, keep: Path | None) -> Iterable[str]:
    if choice.warning:
        yield choice.warning
    if keep is not None:
        yield f"A sound file of each thing that is understood is written into {keep}."


def _hear_files(
    files: Iterable[Path],
    choice: ListenChoice,
    judging: Judging,
    keep: Path | None,
    *,
    as_json: bool,
) -> int:
    """Read the files one after the other; return the exit code. Raises CoachError."""
    # Imported here: help and mistakes need none of it.
    from voice_coach.hearing.recordings.files import FileRecognition  # noqa: PLC0415
    from voice_coach.hearing.recordings.save_clips import Keeping  # noqa: PLC0415

    exit_code = 0
    recogniser = choice.make()
    try:
        if keep is not None:
            recogniser = Keeping(recogniser, keep)
        recogniser.arm(judging.phrases)
        recognition = FileRecognition(recogniser)
        for file in files:
            judging.forget()
            any_command = False
            try:
                for understood in recognition.hear(file):
                    judged = judging.judge(understood)
                    any_command = any_command or bool(judged.command)
                    if judged.command or judging.scores:
                        tell(judged.json(file) if as_json else f"{file}  {judged}")
                if not any_command:
                    tell(nothing_json(file) if as_json else f"nothing understood in {file}")
            except UsageError as error:
                tell(f"voice-coach: {error}", err=True)
                exit_code = error.exit_code
    finally:
        recogniser.close()
    return exit_code
