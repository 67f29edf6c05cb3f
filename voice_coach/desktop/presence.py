"""Whether there is a desktop to talk to."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def has_session_bus() -> bool:
    """True if this is a Linux desktop. Macs and Windows have no MPRIS."""
    if not sys.platform.startswith("linux"):
        return False
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or Path(folder, "bus").is_socket()
