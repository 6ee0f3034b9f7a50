import { expect, test } from "vitest";
import { allZones, zoneLabel } from "./zones";

const winter = new Date("2026-11-24T00:00:00Z");
const summer = new Date("2027-07-01T00:00:00Z");

test("a zone is called by its city in the language of the page, with its distance at that moment", () => {
  expect(zoneLabel("Europe/Moscow", "ru", winter)).toBe("Москва, GMT+3");
  expect(zoneLabel("America/New_York", "en", winter)).toBe("New York, GMT-5");
  expect(zoneLabel("America/New_York", "en", summer)).toBe("New York, GMT-4");
});

test("every zone the browser knows can be chosen once", () => {
  const values = allZones("ru", winter).map((zone) => zone.value);
  expect(new Set(values).size).toBe(values.length);
  expect(values).toContain("Pacific/Auckland");
  expect(values[0]).toBe("Europe/Kaliningrad");
});
