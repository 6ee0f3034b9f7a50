import { addDays, type Day, mondayOf } from "~/ui/time";

/** "2026-W48" → its Monday: week 1 is the one with the 4th of January (ISO 8601). */
export function mondayOfWeek(week: string): Day {
  const [year = "", number = "1"] = week.split("-W");
  return addDays(mondayOf(`${year}-01-04`), (Number(number) - 1) * 7);
}
