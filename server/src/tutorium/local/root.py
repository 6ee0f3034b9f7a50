"""Where the source tree stands: the local set-up lives in a checkout, never in an image."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
