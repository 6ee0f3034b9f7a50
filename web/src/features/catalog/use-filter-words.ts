import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { languageName } from "~/ui/languages";
import { rubles } from "~/ui/rubles";
import type { Sort, TutorFilters } from "./filters";
import { useSubjectNames } from "./queries";

/** Filters in words: in the fields, in the chips above the results, in the advice when nothing is found. */
export function useFilterWords() {
  const { t, i18n } = useLingui();
  const names = useSubjectNames();
  const price = (value: number) => rubles(value * 100, i18n.locale);
  const within = (days: number) =>
    days === 1 ? t`В ближайшие сутки` : t`В ближайшие ${plural(days, { one: "# день", few: "# дня", many: "# дней", other: "# дня" })}`;
  const mark = (value: number) => value.toLocaleString(i18n.locale, { minimumFractionDigits: 1 });
  const rating = (value: number) => t`От ${mark(value)}`;
  const language = (code: string) => languageName(code, i18n.locale);
  const sort = (value: Sort) =>
    ({
      relevance: t`По соответствию`,
      soonest: t`Раньше свободны`,
      rating: t`Выше рейтинг`,
      price: t`Дешевле`,
      "-price": t`Дороже`,
    })[value];
  const chip = (name: keyof TutorFilters, filters: TutorFilters): string => {
    const { q, subject = "", level = "", price_min = 0, price_max = 0, language: code = "", rating: least = 0, within: days = 0 } = filters;
    if (name === "q") return t`«${q}»`;
    if (name === "subject") return names.subject(subject);
    if (name === "level") return names.level(subject, level);
    if (name === "price_min") return t`от ${price(price_min)}`;
    if (name === "price_max") return t`до ${price(price_max)}`;
    if (name === "language") return language(code);
    if (name === "rating") return t`рейтинг от ${mark(least)}`;
    return within(days);
  };
  return { within, rating, language, sort, chip };
}
