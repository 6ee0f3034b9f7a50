"""The work of the Document System: take a question, fetch the file, decide, answer when the time has come."""

import asyncio
import hashlib
import sqlite3
import ssl
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NoReturn
from uuid import uuid4

import httpx
import msgspec

from tutorium.sandbox.clock import Clock, stamp
from tutorium.sandbox.database import change
from tutorium.sandbox.document_system import store
from tutorium.sandbox.document_system.rules import DEFAULT, Rule
from tutorium.sandbox.document_system.store import Case, Planned
from tutorium.sandbox.document_system.wire import Answer, Extracted, Letter, Status, letter_with, question_in
from tutorium.sandbox.faults import Faults

SECONDS_TO_FETCH = 10.0
LARGEST_FILE = 20 << 20
SECONDS_TO_REST = 1.0
"""After the broker has failed us."""
ISSUED = timedelta(days=90)
LATE = timedelta(minutes=1)
HUGE = 2 << 20

Post = Callable[[Letter], Awaitable[None]]
"""Hands an answer to the broker and returns when it has it; OSError, TimeoutError otherwise."""


class Desk:
    """The Document System's memory and its hands."""

    def __init__(self, *, database: sqlite3.Connection, clock: Clock, faults: Faults) -> None:
        self.database = database
        self.clock = clock
        self.faults = faults
        self.wake = asyncio.Event()
        self.connected = False
        """Whether questions can come."""
        self.taken = self.posted = 0
        """How many messages came and went, for who waits until nothing moves."""
        # The links are the platform's own, so no proxy stands between; SSL_CERT_FILE is heeded.
        self._http = httpx.AsyncClient(
            timeout=SECONDS_TO_FETCH, trust_env=False, verify=ssl.create_default_context()
        )

    def take(self, letter: Letter) -> None:
        """Note a question, so that the broker may forget it; one that came before is nothing new."""
        self.taken += 1
        question = question_in(letter)
        now = stamp(self.clock.now())
        with change(self.database):
            if store.is_new(self.database, letter.message_id, now):
                store.ask(self.database, question, letter.reply_to, now)
        self.wake.set()

    def idle(self) -> bool:
        """Nothing to look at and nothing to send at this moment."""
        now = stamp(self.clock.now())
        return not store.waiting(self.database) and not store.due(self.database, now)

    async def work(self, post: Post) -> NoReturn:
        """Do what is due, then sleep until the next thing is or somebody wakes it."""
        while True:
            self.wake.clear()
            for case in store.waiting(self.database):
                self._plan(case, await self._examine(case))
            pause = await self._answer(post)
            try:
                await asyncio.wait_for(self.wake.wait(), pause)
            except TimeoutError:
                continue

    async def _answer(self, post: Post) -> float | None:
        """Send what is due; the seconds until there is more to do."""
        try:
            for planned in store.due(self.database, stamp(self.clock.now())):
                for letter in self._letters(planned):
                    await post(letter)
                    self.posted += 1
                store.mark_sent(self.database, planned.seq, stamp(self.clock.now()))
        except (OSError, TimeoutError):
            return SECONDS_TO_REST
        upcoming = store.next_due(self.database)
        if upcoming is None:
            return None
        return max((datetime.fromisoformat(upcoming) - self.clock.now()).total_seconds(), 0.0)

    async def _examine(self, case: Case) -> str:
        """Fetch the file by its link and compare it with what was announced; what is wrong, or ""."""
        digest, size = hashlib.sha256(), 0
        try:
            async with self._http.stream("GET", case.question.file.uri) as answer:
                answer.raise_for_status()
                async for part in answer.aiter_bytes():
                    digest.update(part)
                    size += len(part)
                    if size > LARGEST_FILE:
                        return "file_too_large"
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return "file_unreachable"
        return "" if digest.hexdigest() == case.question.file.sha256 else "checksum_mismatch"

    def _plan(self, case: Case, trouble: str) -> None:
        said = store.rules(self.database)
        rule = said.get(case.question.document_type, said.get("", DEFAULT))
        sequence, now = case.sequence, self.clock.now()
        with change(self.database):
            if rule.decision != "silent" and not self.faults.strikes("silent"):
                accepted = Answer(case_id=case.question.case_id, status="accepted", sequence=sequence + 1)
                verdict = self._verdict(case, rule, trouble, sequence + 2)
                due_at = now + timedelta(seconds=rule.delay_seconds)
                if self.faults.strikes("late"):
                    due_at = case.question.deadline_at + LATE
                if self.faults.strikes("out_of_order"):
                    order = [(verdict, due_at), (accepted, due_at)]
                else:
                    order = [(accepted, now), (verdict, due_at)]
                for answer, moment in order:
                    store.plan(self.database, answer, str(uuid4()), case.reply_to, stamp(moment))
                sequence += 2
            store.close_examination(self.database, str(case.question.case_id), trouble, sequence)

    def _verdict(self, case: Case, rule: Rule, trouble: str, sequence: int) -> Answer:
        status: Status = rule.status
        reasons = rule.reasons
        if trouble or self.faults.strikes("failed"):
            status, reasons = "failed", [trouble or "machine_failed"]
        return Answer(
            case_id=case.question.case_id,
            status=status,
            sequence=sequence,
            reason_codes=reasons,
            decided_at=stamp(self.clock.now() + timedelta(seconds=rule.delay_seconds)),
            extracted=self._read(rule) if status == "verified" else Extracted(),
        )

    def _read(self, rule: Rule) -> Extracted:
        """What was read in a good document: issued so lately that no document of that kind has ended."""
        issued = self.clock.now() - ISSUED
        return msgspec.structs.replace(rule.extracted, issued_at=issued.date().isoformat())

    def _letters(self, planned: Planned) -> list[Letter]:
        """What travels for an answer while the faults last: itself, twice, or something else."""
        letter = letter_with(
            planned.answer,
            message_id=planned.message_id,
            reply_to=planned.reply_to,
            at=self.clock.now(),
        )
        strikes = self.faults.strikes
        if strikes("unknown_case"):
            stranger = uuid4()
            return [
                letter._replace(
                    correlation_id=str(stranger),
                    body=letter.body.replace(str(planned.answer.case_id).encode(), str(stranger).encode()),
                )
            ]
        if strikes("malformed"):
            return [letter._replace(body=letter.body[: len(letter.body) // 2])]
        if strikes("wrong_type"):
            return [
                letter._replace(
                    type="document.weather.v1.report",
                    body=letter.body.replace(b"document.verify.v1.reply", b"document.weather.v1.report"),
                )
            ]
        if strikes("wrong_version"):
            return [letter._replace(body=letter.body.replace(b'"specversion":"1.0"', b'"specversion":"9.0"'))]
        if strikes("huge"):
            return [letter._replace(body=letter.body[:-1] + b',"padding":"' + b"x" * HUGE + b'"}')]
        return [letter] * (2 if strikes("duplicate") else 1)

    async def close(self) -> None:
        """Close the connections to the files."""
        await self._http.aclose()
