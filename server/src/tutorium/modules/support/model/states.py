"""Where a ticket can be, and how it gets from one place to another (domain.md D7.1, T1 to T10).

The table is the whole law. A lead is an administrator. Beside the rulebook's ways stand two of ours: the
customer may settle his ticket himself (T8), and an agent takes a ticket back to `open` when the answer he
waited for came another way (T6). Silence settles a ticket (T7) unless the law sets it a term: then it is
`open` again, for a person to decide before the term is over.
"""

from datetime import timedelta
from typing import Literal, get_args

import msgspec

State = Literal["new", "open", "pending_customer", "pending_internal", "on_hold", "resolved", "closed"]
STATES: tuple[State, ...] = get_args(State)
Actor = Literal["customer", "agent", "lead", "system"]
Resolution = Literal["answered", "fixed", "refunded", "not_reproduced", "declined", "by_customer", "no_reply"]
AgentResolution = Literal["answered", "fixed", "refunded", "not_reproduced", "declined"]
CustomerAction = Literal["reply", "close", "reopen", "rate"]

REMIND_AFTER = timedelta(hours=72)
GIVE_UP_AFTER = timedelta(days=7)
REOPEN_WITHIN = timedelta(hours=72)
ASK_RATING_AFTER = timedelta(hours=24)
LONGEST_HOLD = timedelta(days=10)
TIMER_EARLY = timedelta(seconds=5)
"""The database fires the timers: by our clock one may come this much before its moment."""

OVER: frozenset[State] = frozenset({"resolved", "closed"})
STOPPED: frozenset[State] = frozenset({"pending_customer", "on_hold"})
"""The resolution clock stands still: the customer owes an answer (T3), or a date is waited for (T5)."""


class Transition(msgspec.Struct, frozen=True):
    """One way from state to state; `source` None is the beginning."""

    rule: str
    source: State | None
    target: State
    actor: Actor


TRANSITIONS: tuple[Transition, ...] = (
    Transition("T1", None, "new", "customer"),
    Transition("T1", None, "new", "system"),
    Transition("T2", "new", "open", "agent"),
    Transition("T3", "open", "pending_customer", "agent"),
    Transition("T4", "open", "pending_internal", "agent"),
    Transition("T4", "pending_internal", "open", "agent"),
    Transition("T5", "open", "on_hold", "lead"),
    Transition("T5", "on_hold", "open", "agent"),
    Transition("T5", "on_hold", "open", "system"),
    Transition("T6", "pending_customer", "open", "customer"),
    Transition("T6", "pending_customer", "open", "agent"),
    Transition("T7", "pending_customer", "resolved", "system"),
    Transition("T7", "pending_customer", "open", "system"),
    Transition("T8", "open", "resolved", "agent"),
    Transition("T8", "pending_internal", "resolved", "agent"),
    *(Transition("T8", source, "resolved", "customer") for source in STATES if source not in OVER),
    Transition("T9", "resolved", "open", "customer"),
    Transition("T10", "resolved", "closed", "system"),
)
_WAYS = {(way.source, way.target, way.actor): way.rule for way in TRANSITIONS}


def rule_of(source: State | None, target: State, actor: Actor) -> str | None:
    """The rule by which this actor may move a ticket so; None when there is none. A lead is an agent, too."""
    found = _WAYS.get((source, target, actor))
    return _WAYS.get((source, target, "agent")) if found is None and actor == "lead" else found


def moves_of(state: State, actor: Actor) -> list[State]:
    """Where this actor may move a ticket in this state."""
    return [target for target in STATES if rule_of(state, target, actor)]


def customer_actions(state: State, *, rated: bool) -> list[CustomerAction]:
    """What the customer may do with a ticket in this state."""
    if state == "closed":
        return [] if rated else ["rate"]
    if state == "resolved":
        return ["reply", "reopen"] if rated else ["reply", "reopen", "rate"]
    return ["reply", "close"]
