"""Speech in one piece, from blocks and their likelihoods."""

from __future__ import annotations

from voice_coach.hearing.capture.endpointer import (
    EARLY,
    HANG_OVER,
    LONGEST,
    PAUSE,
    PRE_ROLL,
    PRE_ROLL_OVER_COACH,
    SHORTEST,
)
from voice_coach.hearing.ports.recogniser import (
    BLOCK,
    BLOCK_LENGTH,
    WIDTH,
    AudioBlock,
    RecognisedPhrase,
)
from voice_coach.hearing.recognisers.segmented import Guess, Segmented

QUIET, VOICE = AudioBlock(bytes(BLOCK * WIDTH), 0.0), AudioBlock(b"\1\0" * BLOCK, 0.9)


class RecordingDecoder:
    """Takes everything for the same phrase, and keeps what it was given."""

    def __init__(self, *, clear: bool = False) -> None:
        self.armed: tuple[str, ...] = ()
        self._clear = clear
        self.decoded: list[bytes] = []

    def arm(self, phrases: tuple[str, ...]) -> None:
        self.armed = phrases

    def decode(self, pcm: bytes) -> Guess | None:
        self.decoded.append(pcm)
        return Guess("pause", 2.0, clear=self._clear)

    def close(self) -> None:
        pass


def hear(
    *blocks: AudioBlock, clear: bool = False
) -> tuple[RecordingDecoder, list[tuple[int, RecognisedPhrase]]]:
    """What was understood, and with which block."""
    decoder = RecordingDecoder(clear=clear)
    recogniser = Segmented(decoder)
    heard = [
        (number, spoken) for number, one in enumerate(blocks) for spoken in recogniser.hear(one)
    ]
    return decoder, heard


def test_a_phrase_is_understood_when_its_end_is_certain() -> None:
    """The blocks of quiet that make it certain are those of the hang-over."""
    _, heard = hear(*[QUIET] * 20, *[VOICE] * 15, *[QUIET] * 20)
    assert [number for number, _ in heard] == [20 + 15 + HANG_OVER - 1]
    (_, spoken) = heard[0]
    assert (spoken.began, spoken.ended) == (20 * BLOCK_LENGTH, 35 * BLOCK_LENGTH)


def test_a_clear_phrase_is_understood_when_it_has_probably_ended() -> None:
    """And once only."""
    _, heard = hear(*[QUIET] * 20, *[VOICE] * 15, *[QUIET] * 20, clear=True)
    assert [number for number, _ in heard] == [20 + 15 + EARLY - 1]


def test_what_follows_a_clear_phrase_without_a_pause_is_not_listened_to() -> None:
    """What comes after a pause is."""
    pause = [QUIET] * (HANG_OVER - 1)
    _, heard = hear(
        *[VOICE] * 10, *pause, *[VOICE] * 10, *[QUIET] * 20, *[VOICE] * 10, *[QUIET] * 20,
        clear=True,
    )  # fmt: skip
    assert [round(spoken.began / BLOCK_LENGTH) for _, spoken in heard] == [0, 40 + len(pause)]


def test_the_decoder_is_given_what_came_just_before_and_just_after() -> None:
    """A soft consonant begins a word before the detector is certain of a voice."""
    decoder, _ = hear(*[QUIET] * 20, *[VOICE] * 15, *[QUIET] * 20)
    assert [len(pcm) for pcm in decoder.decoded] == [(PRE_ROLL + 15 + PAUSE) * BLOCK * WIDTH]


OVER = AudioBlock(VOICE.pcm, 0.9, over_coach=True)


def test_over_the_coach_the_decoder_is_given_more_from_before() -> None:
    """There it is certain later that somebody speaks."""
    decoder, _ = hear(*[QUIET] * 20, *[OVER] * 15, *[QUIET] * 20)
    before = len(decoder.decoded[-1]) // BLOCK // WIDTH - 15 - PAUSE
    assert before == PRE_ROLL_OVER_COACH > PRE_ROLL


def test_the_decoder_is_not_given_the_word_before() -> None:
    """However short the pause was that ended it."""
    decoder, _ = hear(*[VOICE] * 15, *[QUIET] * HANG_OVER, *[OVER] * 15, *[QUIET] * 20)
    assert VOICE.pcm not in decoder.decoded[-1][: HANG_OVER * BLOCK * WIDTH]
    assert len(decoder.decoded[-1]) == (HANG_OVER + 15 + PAUSE) * BLOCK * WIDTH


def test_a_short_pause_does_not_part_a_phrase() -> None:
    """What was decoded at the pause is decoded again with the rest."""
    pause = [QUIET] * (HANG_OVER - 1)
    decoder, heard = hear(*[VOICE] * 10, *pause, *[VOICE] * 10, *[QUIET] * 20)
    assert len(heard) == 1
    assert heard[0][1].ended == (20 + len(pause)) * BLOCK_LENGTH
    assert len(decoder.decoded[-1]) == (20 + len(pause) + PAUSE) * BLOCK * WIDTH


def test_what_follows_at_once_is_a_phrase_of_its_own() -> None:
    """And its time is its own."""
    _, heard = hear(*[VOICE] * 10, *[QUIET] * HANG_OVER, *[VOICE] * 10, *[QUIET] * 20)
    assert [round(spoken.began / BLOCK_LENGTH) for _, spoken in heard] == [0, 10 + HANG_OVER]


LONG = [VOICE] * (round(LONGEST / BLOCK_LENGTH) + 5)
SHORT = [QUIET] * EARLY


def test_speech_too_long_for_a_command_is_not_decoded() -> None:
    """And what comes after it is heard again."""
    decoder, heard = hear(*LONG, *[QUIET] * 20, *[VOICE] * 10, *[QUIET] * 20)
    assert len(decoder.decoded) == len(heard) == 1


def test_the_end_of_a_long_sentence_may_be_a_command() -> None:
    """What comes after its last short pause; it begins then."""
    decoder, heard = hear(*LONG, *SHORT, *[VOICE] * 10, *[QUIET] * 20)
    ((_, spoken),) = heard
    assert len(decoder.decoded[-1]) == (EARLY + 10 + PAUSE) * BLOCK * WIDTH
    assert round(spoken.began / BLOCK_LENGTH) == len(LONG) + EARLY
    assert round(spoken.ended / BLOCK_LENGTH) == len(LONG) + EARLY + 10


def test_a_pause_before_a_sentence_is_too_long_counts_as_well() -> None:
    """It is known too late that it was the last."""
    half = LONG[: len(LONG) // 2 + 2]
    _, heard = hear(*half, *SHORT, *half, *[QUIET] * 20)
    assert [round(spoken.began / BLOCK_LENGTH) for _, spoken in heard] == [len(half) + EARLY]


def test_no_clause_of_a_long_sentence_is_a_command_until_the_sentence_is_over() -> None:
    """However clear it seems: whoever tells a story says such words in it."""
    _, heard = hear(*LONG, *SHORT, *[VOICE] * 10, *SHORT, *[VOICE] * 20, *[QUIET] * 20, clear=True)
    ((number, spoken),) = heard
    assert number == len(LONG) + 2 * EARLY + 30 + HANG_OVER - 1
    assert round(spoken.began / BLOCK_LENGTH) == len(LONG) + 2 * EARLY + 10


def test_a_sound_too_short_for_a_command_is_not_decoded() -> None:
    """What the canceller leaves of the coach is such."""
    decoder, heard = hear(*[QUIET] * 20, *[VOICE] * (SHORTEST - 1), *[QUIET] * 20)
    assert decoder.decoded == heard == []


def test_speech_over_the_coach_is_told_apart() -> None:
    """If only a block of it was."""
    _, heard = hear(*[VOICE] * 5, OVER, *[VOICE] * 5, *[QUIET] * 20, *[VOICE] * 9, *[QUIET] * 20)
    assert [spoken.over_coach for _, spoken in heard] == [True, False]
