"""Structured logs: one JSON object a line, with the request's id and without personal data.

Only the keys in ALLOWED reach the output, and anything in a value that looks like an e-mail address, a
phone number, a card number or a token is masked: a log line can be shown to anybody who operates the system.
"""

import contextlib
import logging
import re
import sys
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import structlog

from tutorium.platform import metrics

ALLOWED = frozenset(
    "event level timestamp logger request_id method route status duration_ms code module function job job_id "
    "attempt count lesson_id payment_id refund_id user_id tutor_id lot_id event_id operation outcome reason "
    "process port signal exception error state seconds url seal hash action subject system".split()
)
_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<email>"),
    (re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])"), "<card>"),
    (re.compile(r"(?<![\w-])\+?[78][ (-]*\d{3}[ )-]*\d{3}[ -]?\d{2}[ -]?\d{2}(?![\w-])"), "<phone>"),
    (re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*"), "<token>"),
    # PostgreSQL quotes the values of a row there.
    (re.compile(r"DETAIL: .*"), "DETAIL: <hidden>"),
    (re.compile(r"(token|password|secret|key)=[^\s&\"']+", re.IGNORECASE), r"\1=<hidden>"),
)


def set_up(process: str, *, level: int = logging.INFO) -> None:
    """Send every log of this process, the libraries' too, to standard error as JSON."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _only_allowed,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = _Lines(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "granian", "_granian", "pgqueuer"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for deaf in ("elastic_transport", "elasticsearch"):  # what they say can hold the documents
        logging.getLogger(deaf).setLevel(logging.CRITICAL)
    structlog.contextvars.bind_contextvars(process=process)


Listener = Callable[[int, str], None]
"""Told the level and the text of a line; must neither block nor fail."""
_listener: Listener | None = None
_FOR_STDERR_ONLY = ("shipping", "httpx", "httpcore", "elastic_transport", "elasticsearch")
"""Those who ship the lines: what they say, shipped, would make them say more."""


def listen(listener: Listener | None) -> None:
    """Tell this one of every line from now on; None: nobody."""
    global _listener
    _listener = listener


class _Lines(logging.StreamHandler[Any]):
    """Writes lines, and tells the listener of them."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        if _listener is not None and record.name.partition(".")[0] not in _FOR_STDERR_ONLY:
            _listener(record.levelno, line)
        return line


def _only_allowed(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    kept = {
        key: masked(value) if isinstance(value, str) else value
        for key, value in event.items()
        if key in ALLOWED or key.startswith("_")
    }
    if len(kept) < len(event):
        metrics.log_keys_dropped.inc(len(event) - len(kept))
    return kept


def masked(text: str) -> str:
    """The text with addresses, phone and card numbers and secrets replaced."""
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text


@contextlib.contextmanager
def context(**values: str) -> Iterator[None]:
    """Add values to every log line written inside the block."""
    with structlog.contextvars.bound_contextvars(**values):
        yield
