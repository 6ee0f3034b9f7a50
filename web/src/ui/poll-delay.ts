/** Asks again after 1, 1.5, 2.25 … and at most 15 seconds. */
export function pollDelay(asked: number): number {
  return Math.min(1000 * 1.5 ** Math.max(0, asked - 1), 15_000);
}
