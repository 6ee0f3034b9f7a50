import { addDays, type Day, dayOf, instantOf, weekdayOf, type Zone } from "~/ui/time";
import type { Availability } from "./queries";

/** Minutes after midnight, half-open. */
export type Hours = { from: number; to: number };

export function minutesOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Open hours of one calendar day of the tutor: the date's own hours instead of the weekly ones, minus the closed. */
export function openHours(day: Day, { weekly, exceptions }: Pick<Availability, "weekly" | "exceptions">): Hours[] {
  const own = exceptions.filter((exception) => exception.date === day);
  const asHours = (item: { start?: string | null; end?: string | null }) => ({
    from: minutesOf(item.start ?? "00:00"),
    to: minutesOf(item.end ?? "24:00"),
  });
  const special = own.filter((item) => item.available);
  const open = special.length > 0 ? special : weekly.filter((item) => item.weekday === weekdayOf(day));
  return own.filter((item) => !item.available).map(asHours).reduce(cutOut, merge(open.map(asHours)));
}

/** The same hours as seen on a calendar of another zone: pieces of the days they fall on. */
export function openPieces(day: Day, availability: Availability, zone: Zone): Hours[] {
  const pieces: Hours[] = [];
  for (const around of [addDays(day, -1), day, addDays(day, 1)]) {
    for (const { from, to } of openHours(around, availability)) {
      const piece = clip(instantOf(around, from, availability.timezone), instantOf(around, to, availability.timezone), day, zone);
      if (piece) pieces.push(piece);
    }
  }
  return merge(pieces);
}

/** The part of [from, to) that falls on a day of a zone, in minutes of that day. */
export function clip(from: Date, to: Date, day: Day, zone: Zone): Hours | null {
  const start = instantOf(day, 0, zone).getTime();
  const end = instantOf(addDays(day, 1), 0, zone).getTime();
  const minute = (time: number) => Math.round((time - start) / 60_000);
  const first = Math.max(from.getTime(), start);
  const last = Math.min(to.getTime(), end);
  return first < last && dayOf(new Date(first), zone) === day ? { from: minute(first), to: minute(last) } : null;
}

function merge(hours: Hours[]): Hours[] {
  const merged: Hours[] = [];
  for (const item of [...hours].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last && item.from <= last.to) last.to = Math.max(last.to, item.to);
    else merged.push({ ...item });
  }
  return merged;
}

function cutOut(hours: Hours[], closed: Hours): Hours[] {
  return hours.flatMap(({ from, to }) =>
    [{ from, to: Math.min(to, closed.from) }, { from: Math.max(from, closed.to), to }].filter((item) => item.from < item.to),
  );
}
