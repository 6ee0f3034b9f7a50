"""Log lines on their way to Elasticsearch, beside the standard error they always reach.

Whoever logs puts a finished line into a bounded queue in memory and goes on: nothing waits for the network or
the disk. A thread with an event loop of its own makes ECS documents of the lines, sends them in batches with
the official client, and keeps what cannot be sent in files, from which it is sent again. A document has one
id for life, so sending it twice stores it once. What the thread says itself goes to standard error only.
"""

from typing import TYPE_CHECKING

from tutorium.platform import logging, outbound
from tutorium.platform.settings import ConfigurationError, Settings
from tutorium.platform.shipping.backlog import Backlog
from tutorium.platform.shipping.ecs import origin_of_lines
from tutorium.platform.shipping.shipper import Shipper
from tutorium.platform.shipping.spool import Spool

if TYPE_CHECKING:
    from tutorium.platform.shipping.sender import Sender

SPOOL_FOLDER = "logs"
"""Where lines wait, beside FILES_DIR, when LOG_SPOOL_DIR names no other folder."""


def start(config: Settings, process: str) -> Shipper | None:
    """Ship every line of this process from now on; None, and nothing happens, without ELASTICSEARCH_URL."""
    if not config.elasticsearch_url:
        return None
    outbound.register("elasticsearch", ru="Elasticsearch: журналы", en="Elasticsearch: logs")
    folder = config.log_spool_dir or config.files_dir.with_name(SPOOL_FOLDER)
    try:
        spool = Spool(folder, process)
    except OSError as error:
        raise ConfigurationError(f"Log lines cannot wait in {folder}: {error.strerror}.") from None
    backlog = Backlog()
    origin = origin_of_lines(config.environment, process)
    shipper = Shipper(backlog, spool, lambda: _sender(config), origin)
    logging.listen(backlog.offer)
    shipper.start()
    return shipper


def _sender(config: Settings) -> "Sender":
    """Made in the thread: to load the official client takes the better part of a second."""
    from tutorium.platform.shipping.sender import Sender

    return Sender(config)


async def stop(shipper: Shipper | None) -> None:
    """Send what is left within five seconds; what is not sent by then waits in a file for the next start."""
    if shipper is not None:
        logging.listen(None)
        await shipper.finish()
