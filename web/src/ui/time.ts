/**
 * Instants are UTC; days are "YYYY-MM-DD" on the wall calendar of a zone. All arithmetic on days is
 * calendar arithmetic: a day of a clock change has 23 or 25 hours and is still one day.
 */
export type Zone = string;
export type Day = string;

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

function wallClock(instant: Date, zone: Zone): Record<string, string> {
  const format = formatOf("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
}

export function dayOf(instant: Date, zone: Zone): Day {
  const { year, month, day } = wallClock(instant, zone);
  return `${year}-${month}-${day}`;
}

/** Minutes after midnight on the wall clock: 19:30 is 1170. */
export function minuteOfDay(instant: Date, zone: Zone): number {
  const { hour, minute } = wallClock(instant, zone);
  return Number(hour) * 60 + Number(minute);
}

/** How many minutes the zone is ahead of UTC at that instant. */
export function offsetMinutes(instant: Date, zone: Zone): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, zone);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return Math.round((wall - Math.floor(instant.getTime() / 1000) * 1000) / MINUTE);
}

/** The instant of a wall time; a time the clocks jump over becomes the first instant after the jump's length. */
export function instantOf(day: Day, minute: number, zone: Zone): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE;
  const first = new Date(wall - offsetMinutes(new Date(wall), zone) * MINUTE);
  const second = new Date(wall - offsetMinutes(first, zone) * MINUTE);
  if (first.getTime() === second.getTime()) return first;
  const secondHolds = second.getTime() + offsetMinutes(second, zone) * MINUTE === wall;
  return secondHolds ? second : new Date(Math.max(first.getTime(), second.getTime()));
}

export function startOfDay(day: Day, zone: Zone): Date {
  return instantOf(day, 0, zone);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

export function daysFrom(first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

export function clock(instant: Date, zone: Zone, locale: string): string {
  return formatOf(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

export function longDay(instant: Date, zone: Zone, locale: string): string {
  return formatOf(locale, { timeZone: zone, weekday: "long", day: "numeric", month: "long" }).format(instant);
}

/** "24 ноября в 23:30": fits after "до" and "until", where a weekday would not. */
export function dayAndTime(instant: Date, zone: Zone, locale: string): string {
  return formatOf(locale, {
    timeZone: zone, day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).format(instant);
}

export function shortDay(instant: Date, zone: Zone, locale: string): string {
  return formatOf(locale, { timeZone: zone, weekday: "short", day: "numeric", month: "short" }).format(instant);
}

export function fullDate(instant: Date, zone: Zone, locale: string): string {
  return formatOf(locale, { timeZone: zone, day: "numeric", month: "long", year: "numeric" }).format(instant).replaceAll(" ", "\u00a0");
}

/** Names of a calendar day itself, whatever the zone. */
export function dayName(day: Day, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatOf(locale, { ...options, timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
}

export function sameClock(one: Zone, other: Zone, instant: Date): boolean {
  return offsetMinutes(instant, one) === offsetMinutes(instant, other);
}

export function groupByDay<Item extends { starts_at: string }>(items: readonly Item[], zone: Zone): Map<Day, Item[]> {
  const days = new Map<Day, Item[]>();
  for (const item of items) {
    const day = dayOf(new Date(item.starts_at), zone);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return days;
}
