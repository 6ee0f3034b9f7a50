import { expect, test } from "vitest";
import { addDays, startOfDay } from "~/ui/time";
import { auditSearchFrom, filtersOf } from "./audit-search";

test("what the server would refuse does not get into the address", () => {
  expect(auditSearchFrom({ action: "auth.%", subject: "a b", actor_id: "me", from: "soon", to: 5 })).toEqual({});
  expect(auditSearchFrom({ action: "auth.", subject: "user:1", from: "2026-11-25" })).toEqual({ action: "auth.", subject: "user:1", from: "2026-11-25" });
});

test("a day is a day of the displayed zone, the last one included", () => {
  const filters = filtersOf({ from: "2026-11-25", to: "2026-11-25" }, (day) => startOfDay(day, "Asia/Yekaterinburg"), (day) => addDays(day, 1));
  expect(filters).toEqual({ since: "2026-11-24T19:00:00.000Z", until: "2026-11-25T19:00:00.000Z" });
});
