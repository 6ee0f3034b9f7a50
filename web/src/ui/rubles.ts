const NO_BREAK_SPACE = "\u00a0";

/** 150000 → "1 500 ₽"; kopecks are shown only when there are some. */
export function rubles(kopecks: number, locale: string): string {
  const digits = kopecks % 100 === 0 ? 0 : 2;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: "always",
  });
  return `${format.format(kopecks / 100)}${NO_BREAK_SPACE}₽`;
}
