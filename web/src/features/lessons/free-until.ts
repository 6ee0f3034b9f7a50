/** Hours before the start until which cancelling is free, by preset (D3.1). */
const FREE_HOURS: Record<string, number> = { flexible: 4, standard: 12, strict: 24 };

/** The moment shown before booking; a booked lesson carries its own, from the server. */
export function freeUntil(startsAt: string, preset: string): Date {
  return new Date(Date.parse(startsAt) - (FREE_HOURS[preset] ?? 12) * 3_600_000);
}
