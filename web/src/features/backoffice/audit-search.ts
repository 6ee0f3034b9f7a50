import type { AuditFilters } from "./queries";

/** What the address of the log holds: days as people write them. */
export type AuditSearch = { action?: string; subject?: string; actor_id?: string; from?: string; to?: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function auditSearchFrom(search: Record<string, unknown>): AuditSearch {
  const word = (value: unknown, shape: RegExp) => (typeof value === "string" && shape.test(value) ? value : undefined);
  return withoutEmpty({
    action: word(search.action, /^[a-z_.]{1,80}$/),
    subject: word(search.subject, /^[\w:.@-]{1,100}$/),
    actor_id: word(search.actor_id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
    from: word(search.from, DAY),
    to: word(search.to, DAY),
  });
}

/** The question to the server: from the first moment of one day to the last of the other, in the displayed zone. */
export function filtersOf(search: AuditSearch, startOf: (day: string) => Date, dayAfter: (day: string) => string): AuditFilters {
  return withoutEmpty({
    action: search.action,
    subject: search.subject,
    actor_id: search.actor_id,
    since: search.from && startOf(search.from).toISOString(),
    until: search.to && startOf(dayAfter(search.to)).toISOString(),
  });
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
