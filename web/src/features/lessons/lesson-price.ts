/** Price of so many minutes at an hourly price, rounded half up to the kopeck as the server does. */
export function lessonPrice(kopecksPerHour: number, minutes: number): number {
  return Math.floor((kopecksPerHour * minutes) / 60 + 0.5);
}
