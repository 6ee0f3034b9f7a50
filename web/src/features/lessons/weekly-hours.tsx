import { ActionIcon, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { PlusIcon } from "~/ui/icons";
import { addDays, dayName } from "~/ui/time";
import { HoursInput } from "./hours-input";
import { minutesOf, timeOf } from "./open-hours";
import type { Availability } from "./queries";
import classes from "./availability-editor.module.css";

const A_MONDAY = "2024-01-01";

type WeeklyHoursProps = { weekly: Availability["weekly"]; change: (weekly: Availability["weekly"]) => void };

export function WeeklyHours({ weekly, change }: WeeklyHoursProps) {
  const { t, i18n } = useLingui();
  return (
    <div className={classes.rows}>
      {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
        const name = dayName(addDays(A_MONDAY, weekday - 1), i18n.locale, { weekday: "long" });
        const own = weekly.filter((item) => item.weekday === weekday);
        const add = () => {
          const from = own.length > 0 ? Math.min(minutesOf(own.at(-1)?.end ?? "10:00") + 60, 1380) : 600;
          change([...weekly, { weekday, start: timeOf(from), end: timeOf(Math.min(from + 480, 1440)) }].sort(byTime));
        };
        return (
          <div key={weekday} className={classes.weekday} role="group" aria-label={name}>
            <Text className="ucfirst" fw={500}>
              {name}
            </Text>
            <Stack gap={8}>
              {own.length === 0 && (
                <Text c="dimmed" pt={6}>
                  <Trans>Выходной</Trans>
                </Text>
              )}
              {own.map((item) => (
                <HoursInput key={`${item.start} ${item.end}`} of={name} value={item}
                  change={(times) => change(weekly.map((other) => (other === item ? { weekday, ...times } : other)).sort(byTime))}
                  remove={() => change(weekly.filter((other) => other !== item))} />
              ))}
            </Stack>
            <ActionIcon variant="subtle" size={36} aria-label={t`${name}: добавить часы`} onClick={add}>
              <PlusIcon />
            </ActionIcon>
          </div>
        );
      })}
    </div>
  );
}

function byTime(one: Availability["weekly"][number], other: Availability["weekly"][number]): number {
  return one.weekday - other.weekday || minutesOf(one.start) - minutesOf(other.start);
}
