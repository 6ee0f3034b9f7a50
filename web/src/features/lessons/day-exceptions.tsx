import "@mantine/core/styles/Popover.css";
import "@mantine/dates/styles.css";
import "dayjs/locale/ru";
import { ActionIcon, Button, Group, NativeSelect, Text } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { TrashIcon } from "~/ui/icons";
import { type Day, dayName } from "~/ui/time";
import { HoursInput } from "./hours-input";
import type { Availability } from "./queries";
import classes from "./availability-editor.module.css";

type Exceptions = Availability["exceptions"];
type DayExceptionsProps = { exceptions: Exceptions; first: Day; change: (exceptions: Exceptions) => void };

/** Past dates stay saved but are not shown: they change nothing any more. */
export function DayExceptions({ exceptions, first, change }: DayExceptionsProps) {
  const { t, i18n } = useLingui();
  const [date, setDate] = useState<string | null>(null);
  const [kind, setKind] = useState<"closed" | "open">("closed");
  const [hours, setHours] = useState({ start: "10:00", end: "18:00" });
  const add = () => {
    if (date === null) return;
    const added = kind === "closed" ? { date, available: false } : { date, available: true, ...hours };
    change([...exceptions, added].sort((one, other) => one.date.localeCompare(other.date)));
    setDate(null);
  };
  const shown = exceptions.filter((item) => item.date >= first);
  return (
    <div className={classes.rows}>
      {shown.map((item) => {
        const day = dayName(item.date, i18n.locale, { weekday: "short", day: "numeric", month: "long" });
        return (
          <Group key={item.date + String(item.start)} justify="space-between" wrap="nowrap">
            <Text className="numbers">
              {day}: <Words item={item} />
            </Text>
            <ActionIcon variant="subtle" color="gray" c="dimmed" size={36} aria-label={t`Убрать дату: ${day}`} onClick={() => change(exceptions.filter((other) => other !== item))}>
              <TrashIcon />
            </ActionIcon>
          </Group>
        );
      })}
      <Group align="flex-end" gap="sm">
        <DatePickerInput label={t`Дата`} placeholder={t`Выбрать`} miw={170} locale={i18n.locale} minDate={first} valueFormat="D MMMM YYYY"
          value={date} onChange={setDate} />
        <NativeSelect label={t`Что в этот день`} value={kind} onChange={(event) => setKind(event.currentTarget.value === "open" ? "open" : "closed")}
          data={[{ value: "closed", label: t`Не работаю` }, { value: "open", label: t`Другие часы` }]} />
        {kind === "open" && <HoursInput of={t`Часы в эту дату`} value={hours} change={setHours} />}
        <Button variant="default" disabled={date === null} onClick={add}>
          <Trans>Добавить дату</Trans>
        </Button>
      </Group>
    </div>
  );
}

function Words({ item }: { item: Exceptions[number] }) {
  if (item.available) return <Trans>только {item.start}–{item.end}</Trans>;
  return item.start ? <Trans>закрыто {item.start}–{item.end}</Trans> : <Trans>выходной</Trans>;
}
