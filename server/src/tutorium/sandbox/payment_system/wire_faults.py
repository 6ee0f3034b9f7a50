"""The faults of the Payment System's API: what the shop's client sees instead of the true answer."""

from tutorium.sandbox.faults import Answer
from tutorium.sandbox.payment_system.errors import error_body


def _internal() -> bytes:
    return error_body("internal_server_error", "Internal server error")


def _too_many() -> bytes:
    return error_body("too_many_requests", "Too many requests", retry_after=1000)


def _processing() -> bytes:
    return b'{"type":"processing","description":"Request accepted, but not processed yet","retry_after":1800}'


def _broken() -> bytes:
    return b'{"id":"2419a771-000f-5000-9000-1edaf2'


ANSWERS = {
    "error_500_before": Answer(worked=False, status=500, body=_internal),
    "error_500_after": Answer(worked=True, status=500, body=_internal),
    "processing_202": Answer(worked=True, status=202, body=_processing),
    "too_many_429": Answer(worked=False, status=429, body=_too_many),
    "timeout": Answer(worked=True, status=500, body=_internal, after_seconds=30.0),
    "reset": Answer(worked=True, body=_broken, cut_off=True),
    "malformed_json": Answer(worked=True, body=_broken),
}
KINDS = frozenset(ANSWERS) | {
    "webhook_duplicate",
    "webhook_delay",
    "webhook_drop",
    "webhook_reorder",
    "refund_pending",
    "refund_canceled",
}
