/** Whether somebody born on this day ("yyyy-mm-dd") is not 18 yet. */
export function isMinor(birthDate: string, now: Date = new Date()): boolean {
  const [year = 0, month = 1, day = 1] = birthDate.split("-").map(Number);
  return now < new Date(year + 18, month - 1, day);
}
