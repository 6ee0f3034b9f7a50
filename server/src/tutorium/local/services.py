"""The services of a local installation: those the operator gave, embedded ones for the rest."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tutorium.local.configuration import Choices
from tutorium.local.postgres import EmbeddedPostgres
from tutorium.local.valkey import EmbeddedValkey

Embedded = EmbeddedPostgres | EmbeddedValkey


@contextmanager
def embedded_services(chosen: Choices) -> Iterator[dict[str, Embedded]]:
    """Start what is missing; yields the variable that names its address -> the running service."""
    missing: dict[str, Embedded] = {
        "DATABASE_URL": EmbeddedPostgres(chosen.data / "postgres"),
        "REDIS_URL": EmbeddedValkey(chosen.data / "valkey"),
    }
    missing = {name: service for name, service in missing.items() if name not in chosen.given}
    with ExitStack() as running:
        for service in missing.values():
            running.callback(service.stop)
            service.start()
        yield missing


def addresses(embedded: dict[str, Embedded]) -> dict[str, str]:
    """The variables that lead the application to the embedded services."""
    return {name: service.url for name, service in embedded.items()}
