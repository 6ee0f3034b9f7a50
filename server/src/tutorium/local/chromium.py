"""The browser of the browser tests. Standard library only: `manage.py` asks too."""

import os
import shutil

from tutorium.local.root import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNPACKED = ROOT / "infra/chromium/unpacked/chrome"


def chromium() -> str | None:
    """Its path: the one CHROMIUM names, else one on the PATH, else the one `manage.py test` has unpacked."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return named or (str(UNPACKED) if UNPACKED.exists() else None)
