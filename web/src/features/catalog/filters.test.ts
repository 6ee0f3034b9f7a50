import { expect, test } from "vitest";
import { activeFilters, filtersFrom, queryOf, without } from "./filters";

test("an address written by hand is read with care", () => {
  expect(filtersFrom({ q: "  егэ ", price_max: "-5", sort: "no", level: "ege" })).toEqual({ q: "егэ" });
  expect(filtersFrom({ subject: "math", level: "ege", price_max: "2000", within: 3, sort: "price" })).toEqual({
    subject: "math", level: "ege", price_max: 2000, within: 3, sort: "price",
  });
});

test("rubles of the address are kopecks of the question, days are a window from the whole hour", () => {
  const query = queryOf({ price_max: 2000, within: 1 }, new Date("2026-11-24T10:40:00Z"));
  expect(query).toEqual({
    price_max: 200_000, available_from: "2026-11-24T10:00:00Z", available_to: "2026-11-25T10:00:00Z", sort: "rating", limit: 20,
  });
});

test("a search by words is ordered by relevance unless asked otherwise", () => {
  expect(queryOf({ q: "егэ" }, new Date()).sort).toBe("relevance");
  expect(queryOf({ q: "егэ", sort: "price" }, new Date()).sort).toBe("price");
});

test("the narrowest condition is offered to be dropped first; a level falls with its subject", () => {
  const filters = { q: "егэ", subject: "math", level: "ege", within: 1 };
  expect(activeFilters(filters)).toEqual(["within", "level", "q", "subject"]);
  expect(without(filters, "subject")).toEqual({ q: "егэ", within: 1 });
});
