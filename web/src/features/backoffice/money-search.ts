import type { MoneyFilters, PaymentState } from "./money-queries";

/** What the address of the payments holds: days and roubles as people write them. */
export type MoneySearch = { q?: string; state?: PaymentState; min?: number; max?: number; from?: string; to?: string };

const STATES: readonly PaymentState[] = ["created", "pending", "unknown", "succeeded", "canceled"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function moneySearchFrom(search: Record<string, unknown>): MoneySearch {
  const text = typeof search.q === "string" || typeof search.q === "number" ? String(search.q).trim() : "";
  const sum = (value: unknown) => (typeof value === "number" && value >= 0 && value <= 10_000_000 ? value : undefined);
  const day = (value: unknown) => (typeof value === "string" && DAY.test(value) ? value : undefined);
  return withoutEmpty({
    q: text || undefined,
    state: STATES.find((state) => state === search.state),
    min: sum(search.min), max: sum(search.max), from: day(search.from), to: day(search.to),
  });
}

/** The question to the server: kopecks, and moments of the displayed zone's days. */
export function moneyFiltersOf(search: MoneySearch, startOf: (day: string) => Date, dayAfter: (day: string) => string): MoneyFilters {
  const kopecks = (roubles: number | undefined) => (roubles === undefined ? undefined : Math.round(roubles * 100));
  return withoutEmpty({
    q: search.q, state: search.state, at_least: kopecks(search.min), at_most: kopecks(search.max),
    since: search.from && startOf(search.from).toISOString(),
    until: search.to && startOf(dayAfter(search.to)).toISOString(),
  });
}

/** "1 500,50" as roubles; undefined when it is no sum. */
export function roublesFrom(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0₽]/g, "").replace(",", ".");
  return /^\d{1,8}(\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined;
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
