"""What documents has outside: the program that looks at files, and the Document System behind the broker."""

import asyncio
import sys
import time
from uuid import UUID

import msgspec
import structlog

from tutorium.modules.documents.model import MediaType
from tutorium.modules.documents.model.rendering import Rendered
from tutorium.modules.documents.model.wire import REQUEST, VerificationRequest
from tutorium.platform import broker, metrics, outbound

LINK = broker.Link(name="docs", queue="platform.doc-replies", reply_key="document.verify.v1.reply.platform")
broker.produces(LINK, REQUEST, VerificationRequest)
outbound.register(
    "document_system",
    ru="Документная система, через брокер",
    en="Document System, over the broker",
    module="documents",
)

PROGRAM = "tutorium.modules.documents.model.rendering"
SECONDS = 20
"""Longer than its ten seconds of processor take on a machine that does something else, too."""
AT_ONCE = asyncio.Semaphore(2)
"""One may take half a gigabyte."""

log = structlog.get_logger("documents")


async def render(content: bytes, media_type: MediaType) -> Rendered:
    """The pages of a file; a program that dies over it, or takes too long, has met a broken file."""
    async with AT_ONCE:
        program = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            "-m",
            PROGRAM,
            media_type,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
        )
        try:
            async with asyncio.timeout(SECONDS):
                answer, _ = await program.communicate(content)
        except TimeoutError:
            program.kill()
            await program.wait()
            answer = b""
    try:
        return msgspec.msgpack.decode(answer, type=Rendered)
    except msgspec.MsgspecError:
        log.warning("document_not_rendered", outcome=str(program.returncode))
        return Rendered([], "file_broken")


async def ask(request: VerificationRequest, *, message_id: UUID) -> bool:
    """Hand the request over; False when the broker did not take it now: the same message goes again later."""
    message = broker.new_message(
        REQUEST, request, id=message_id, subject=request.subject_id, correlation_id=str(request.case_id)
    )
    started, outcome = time.perf_counter(), "unknown"
    try:
        await broker.send(LINK, message)
        outcome = "ok"
    except (broker.BrokerSilent, broker.Unroutable) as error:
        log.warning("document_request_waits", reason=type(error).__name__)
        return False
    finally:
        metrics.outbound.labels("document_system", "ask", outcome).observe(time.perf_counter() - started)
    return True
