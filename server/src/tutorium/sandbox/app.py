"""The sandbox as one ASGI application."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
from litestar import Litestar, Response, get
from litestar.datastructures import State
from litestar.di import Provide
from litestar.static_files import create_static_files_router

from tutorium.sandbox.clock import Clock
from tutorium.sandbox.config import SandboxConfig
from tutorium.sandbox.database import open_database
from tutorium.sandbox.document_system.desk import Desk
from tutorium.sandbox.document_system.embedded import EmbeddedQueue
from tutorium.sandbox.document_system.rabbitmq import RabbitMq
from tutorium.sandbox.document_system.routes import document_routes
from tutorium.sandbox.document_system.rules import FAULTS as DOCUMENT_FAULTS
from tutorium.sandbox.elk.cluster import KINDS as ELK_FAULTS
from tutorium.sandbox.elk.cluster import Cluster
from tutorium.sandbox.elk.routes import elk_routes
from tutorium.sandbox.faults import Faults
from tutorium.sandbox.mindbox.project import KINDS as MINDBOX_FAULTS
from tutorium.sandbox.mindbox.project import Project
from tutorium.sandbox.mindbox.routes import mindbox_routes
from tutorium.sandbox.pages import STATIC, page
from tutorium.sandbox.payment_system import background
from tutorium.sandbox.payment_system.control import control_routes
from tutorium.sandbox.payment_system.page import page_routes
from tutorium.sandbox.payment_system.routes import api_routes
from tutorium.sandbox.payment_system.shop import Shop
from tutorium.sandbox.payment_system.wire_faults import KINDS as PAYMENT_FAULTS
from tutorium.sandbox.sign_in.provider import WIRE_FAULTS as YANDEX_FAULTS
from tutorium.sandbox.sign_in.provider import IdProvider
from tutorium.sandbox.vk_id.routes import KINDS as VK_FAULTS
from tutorium.sandbox.vk_id.routes import vk_routes
from tutorium.sandbox.yandex_id.routes import yandex_routes

CALLBACK = "/api/v1/auth/external/{}/callback"
"""The address of the application that is registered with each identity provider."""


@get("/")
async def index() -> Response[str]:
    """What this program is, and where to look."""
    return page("index.html")


@get(["/health/live", "/health/ready"])
async def health() -> dict[str, str]:
    """It needs nothing but its own file: when it answers, it is ready."""
    return {"status": "ready"}


def create_app(config: SandboxConfig) -> Litestar:
    """The application; its state is in the folder of the configuration."""
    database = open_database(config.data)
    clock = Clock(database)
    shop = Shop(
        shop_id=config.shop_id,
        secret_key=config.secret_key,
        webhook_url=config.webhook_url,
        database=database,
        clock=clock,
        faults=Faults(PAYMENT_FAULTS),
        # The address is ours, so no proxy of the environment stands between; SSL_CERT_FILE is heeded.
        client=httpx.AsyncClient(trust_env=False, verify=ssl.create_default_context()),
    )
    project = Project(
        endpoint_id=config.mindbox_endpoint_id,
        secret_key=config.mindbox_key,
        database=database,
        clock=clock,
        faults=Faults(MINDBOX_FAULTS),
    )

    yandex = IdProvider(
        name="yandex-id",
        title="Яндекс ID",
        client_id=config.yandex_client_id,
        secret=config.yandex_client_secret,
        redirect_uri=f"{config.app_url}{CALLBACK.format('yandex')}",
        database=database,
        clock=clock,
        faults=Faults(YANDEX_FAULTS),
    )
    vk = IdProvider(
        name="vk-id",
        title="VK ID",
        client_id=config.vk_client_id,
        secret=None,
        redirect_uri=f"{config.app_url}{CALLBACK.format('vk')}",
        database=database,
        clock=clock,
        faults=Faults(VK_FAULTS),
    )
    desk = Desk(database=database, clock=clock, faults=Faults(DOCUMENT_FAULTS))
    cluster = Cluster(api_key=config.elk_api_key, database=database, clock=clock, faults=Faults(ELK_FAULTS))
    switches = (shop.faults, project.faults, yandex.faults, vk.faults, cluster.faults, desk.faults)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        carrier = _carrier(config, desk)
        works = [
            asyncio.create_task(work)
            for work in (background.run(shop), carrier.listen(), desk.work(carrier.post))
        ]
        yield
        for work in works:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
        await carrier.close()
        await desk.close()
        await shop.client.aclose()
        database.close()

    return Litestar(
        route_handlers=[
            index,
            health,
            api_routes(shop),
            control_routes(),
            page_routes(),
            *mindbox_routes(project),
            *yandex_routes(yandex),
            *vk_routes(vk),
            document_routes(desk),
            *elk_routes(cluster),
            create_static_files_router("/static", directories=[STATIC]),
        ],
        dependencies={
            "shop": Provide(lambda: shop, sync_to_thread=False),
            "project": Provide(lambda: project, sync_to_thread=False),
            "cluster": Provide(lambda: cluster, sync_to_thread=False),
        },
        state=State({"shop": shop, "desk": desk, "switches": switches}),
        lifespan=[running],
        openapi_config=None,
    )


def _carrier(config: SandboxConfig, desk: Desk) -> RabbitMq | EmbeddedQueue:
    """How the Document System is asked here."""
    if config.broker_url.startswith("amqp"):
        return RabbitMq(config.broker_url, desk)
    return EmbeddedQueue(config.broker_url, desk)
