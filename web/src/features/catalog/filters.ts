import type { Query } from "~/api/client";

/** What the address of the results page holds: prices in whole rubles, as people write them. */
export type TutorFilters = {
  q?: string;
  subject?: string;
  level?: string;
  price_min?: number;
  price_max?: number;
  language?: string;
  rating?: number;
  /** A lesson can start within so many days from now. */
  within?: number;
  sort?: Sort;
};

export const SORTS = ["relevance", "soonest", "rating", "price", "-price"] as const;
export type Sort = (typeof SORTS)[number];

const HOUR = 3_600_000;

export function filtersFrom(search: Record<string, unknown>): TutorFilters {
  const sort = SORTS.find((name) => name === search.sort);
  return withoutEmpty({
    q: word(search.q),
    subject: word(search.subject),
    level: word(search.subject) && word(search.level),
    price_min: positive(search.price_min),
    price_max: positive(search.price_max),
    language: word(search.language),
    rating: positive(search.rating),
    within: positive(search.within),
    sort: sort === "relevance" ? undefined : sort,
  });
}

/** The question to the server. The moment is cut to the hour, so that the same page asks the same question. */
export function queryOf(filters: TutorFilters, now: Date): Query<"/api/v1/catalog/tutors"> {
  const hour = Math.floor(now.getTime() / HOUR) * HOUR;
  const moment = (hours: number) => new Date(hour + hours * HOUR).toISOString().replace(".000Z", "Z");
  return withoutEmpty({
    q: filters.q,
    subject: filters.subject,
    level: filters.level,
    price_min: filters.price_min && filters.price_min * 100,
    price_max: filters.price_max && filters.price_max * 100,
    language: filters.language,
    rating_min: filters.rating,
    available_from: filters.within ? moment(0) : undefined,
    available_to: filters.within ? moment(filters.within * 24) : undefined,
    sort: filters.sort ?? (filters.q ? "relevance" : "rating"),
    limit: 20,
  });
}

/** Filters that narrow the result, in the order they are offered to be loosened. */
export function activeFilters(filters: TutorFilters): (keyof TutorFilters)[] {
  const order = ["within", "rating", "price_max", "price_min", "language", "level", "q", "subject"] as const;
  return order.filter((name) => filters[name] !== undefined);
}

export function without(filters: TutorFilters, name: keyof TutorFilters): TutorFilters {
  const { [name]: _, ...rest } = filters;
  return name === "subject" ? withoutEmpty({ ...rest, level: undefined }) : rest;
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && item !== "")) as T;
}

function word(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function positive(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
