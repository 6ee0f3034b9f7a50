import { ActionIcon, Group, NativeSelect, Text } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { TrashIcon } from "~/ui/icons";
import { minutesOf, timeOf } from "./open-hours";

type Times = { start: string; end: string };
type HoursInputProps = { value: Times; change: (value: Times) => void; remove?: () => void; of: string };

const STEP = 30;
const TIMES = Array.from({ length: 1440 / STEP + 1 }, (_, index) => timeOf(index * STEP));

/** From and until, by half hours; a time saved otherwise stays in the list. */
export function HoursInput({ value, change, remove, of }: HoursInputProps) {
  const { t } = useLingui();
  const times = [...new Set([...TIMES, value.start, value.end])].sort();
  const setStart = (start: string) =>
    change({ start, end: minutesOf(value.end) > minutesOf(start) ? value.end : timeOf(Math.min(1440, minutesOf(start) + 60)) });
  return (
    <Group gap={6} wrap="nowrap">
      <NativeSelect aria-label={t`${of}, с`} value={value.start} onChange={(event) => setStart(event.currentTarget.value)}
        data={times.filter((time) => time < "24:00")} className="numbers" />
      <Text c="dimmed">–</Text>
      <NativeSelect aria-label={t`${of}, до`} value={value.end} onChange={(event) => change({ ...value, end: event.currentTarget.value })}
        data={times.filter((time) => time > value.start)} className="numbers" />
      {remove && (
        <ActionIcon variant="subtle" color="gray" c="dimmed" size={36} aria-label={t`${of}: убрать ${value.start}–${value.end}`} onClick={remove}>
          <TrashIcon />
        </ActionIcon>
      )}
    </Group>
  );
}
