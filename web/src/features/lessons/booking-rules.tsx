import { NativeSelect, SimpleGrid } from "@mantine/core";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { Availability } from "./queries";

type Rules = Availability["rules"];

/** The choices stay inside the ranges of the rulebook (D2.1); a value saved by another client is kept. */
const CHOICES: Record<keyof Rules, number[]> = {
  min_notice_hours: [1, 2, 4, 6, 12, 24, 48, 72],
  horizon_days: [14, 28, 56, 90],
  slot_step_minutes: [15, 30, 60],
  buffer_before_minutes: [0, 5, 10, 15, 30],
  buffer_after_minutes: [0, 5, 10, 15, 30],
  max_per_day: [1, 2, 3, 4, 5, 6, 8, 10, 12, 24],
  max_per_week: [5, 10, 15, 20, 30, 40, 60, 100],
};

export function BookingRules({ rules, change }: { rules: Rules; change: (rules: Rules) => void }) {
  const { t } = useLingui();
  const hours = (value: number) => plural(value, { one: "# час", few: "# часа", many: "# часов", other: "# часа" });
  const days = (value: number) => plural(value, { one: "# день", few: "# дня", many: "# дней", other: "# дня" });
  const minutes = (value: number) => plural(value, { one: "# минута", few: "# минуты", many: "# минут", other: "# минуты" });
  const lessons = (value: number) => plural(value, { one: "# занятие", few: "# занятия", many: "# занятий", other: "# занятия" });
  const fields: { name: keyof Rules; label: string; words: (value: number) => string }[] = [
    { name: "min_notice_hours", label: t`Записаться можно не позже чем за`, words: hours },
    { name: "horizon_days", label: t`И не раньше чем за`, words: days },
    { name: "slot_step_minutes", label: t`Начала занятий через`, words: minutes },
    { name: "buffer_before_minutes", label: t`Перерыв до занятия`, words: minutes },
    { name: "buffer_after_minutes", label: t`Перерыв после занятия`, words: minutes },
    { name: "max_per_day", label: t`В день не больше`, words: lessons },
    { name: "max_per_week", label: t`В неделю не больше`, words: lessons },
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {fields.map(({ name, label, words }) => {
        const values = [...new Set([...CHOICES[name], rules[name]])].sort((one, other) => one - other);
        return (
          <NativeSelect key={name} label={label} value={rules[name]} onChange={(event) => change({ ...rules, [name]: Number(event.currentTarget.value) })}
            data={values.map((value) => ({ value: String(value), label: words(value) }))} />
        );
      })}
    </SimpleGrid>
  );
}
