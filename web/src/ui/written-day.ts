/** "1503" → "15.03": the dots come by themselves while one types. */
export function maskDay(text: string): string {
  const digits = text.replace(/\D/g, "").slice(0, 8);
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== "");
  return parts.join(".");
}

/** "15.03.2008" → "2008-03-15"; null for an unfinished date or one no calendar has. */
export function isoDay(text: string): string | null {
  const match = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text);
  if (!match) return null;
  const day = `${match[3]}-${match[2]}-${match[1]}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

export function writtenDay(day: string): string {
  return day.split("-").reverse().join(".");
}
