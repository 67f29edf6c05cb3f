"""Advice about missing parts, for each system.

A system is named as in `sys.platform`; everything except macOS and Windows counts as Linux.

"""

from __future__ import annotations

from collections.abc import Mapping

_Lines = tuple[str, ...]

_ENGINE: dict[str, _Lines] = {
    "darwin": ("Install it again: pip install --force-reinstall pyttsx3",),
    "win32": ("Install it again: pip install --force-reinstall pyttsx3==2.98 pywin32",),
    "linux": (
        "Install it again: pip install --force-reinstall pyttsx3 espeakng-loader",
        "Or the system's own: sudo apt install libespeak-ng1 (Debian, Ubuntu);",
        "sudo dnf install espeak-ng (Fedora); sudo pacman -S espeak-ng (Arch).",
    ),
}

_VOICES: dict[str, str] = {
    "darwin": "System Settings > Accessibility > Spoken Content > System Voice adds voices.",
    "win32": "Settings > Time & language > Speech > Manage voices adds voices.",
    "linux": "eSpeak NG comes with its voices; install it again if English is missing.",
}

_NO_SOUND: dict[str, str] = {
    "darwin": "Choose a device in System Settings > Sound > Output.",
    "win32": "Choose a device in Settings > System > Sound; if there is none, see that the "
    "service Windows Audio runs (services.msc).",
    "linux": "Is a sound server running? `systemctl --user start pipewire-pulse` or "
    "`pulseaudio --start` starts it.",
}

_UNHEARD: dict[str, str] = {
    "darwin": "choose the right device in System Settings > Sound > Output.",
    "win32": "choose the right device in Settings > System > Sound.",
    "linux": "choose the right output in the sound settings of your desktop, or with pavucontrol.",
}

_MUTED: dict[str, str] = {
    "darwin": "To be heard, allow it for your terminal in System Settings > Privacy & "
    "Security > Microphone, and see that it is not muted.",
    "win32": "To be heard, allow it in Settings > Privacy & security > Microphone, and see "
    "that it is not muted.",
    "linux": "To be heard, see that it is not muted and that the right input is chosen.",
}


def engine(system: str) -> _Lines:
    """Advice for a speech engine that can't be opened."""
    return _ENGINE[_known(system)]


def voices(system: str) -> str:
    """Advice for a missing voice."""
    return _VOICES[_known(system)]


def no_sound(system: str, environment: Mapping[str, str]) -> _Lines:
    """Advice if there is no sound device."""
    lines = [_NO_SOUND[_known(system)]]
    server = environment.get("PULSE_SERVER")
    if server and _known(system) == "linux":
        lines.insert(0, f"PULSE_SERVER says {server}: start that server, or unset the variable.")
    return (
        *lines,
        "Until then `start` shows text only, and `voice-coach render` writes a sound file.",
    )


def player(_system: str) -> _Lines:
    """Advice if the player process does not run."""
    return ("Install it again: pip install --force-reinstall miniaudio",)


def unheard(system: str) -> str:
    """Advice if sound is played and nobody hears it."""
    return f"Heard nothing? Turn the volume up, and {_UNHEARD[_known(system)]}"


def muted(system: str) -> str:
    """Advice if the microphone gives no sound."""
    return _MUTED[_known(system)]


def no_echo(system: str) -> str:
    """Advice if the microphone does not hear the speaker."""
    return (
        "With a headset, this is normal. Otherwise turn the volume up, and "
        f"{_UNHEARD[_known(system)]}"
    )


def canceller() -> str:
    """Advice if there is no echo canceller."""
    return "Install the echo canceller: pip install livekit"


def _known(system: str) -> str:
    return system if system in ("darwin", "win32") else "linux"
