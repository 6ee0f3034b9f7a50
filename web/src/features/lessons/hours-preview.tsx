import { Stack, Text, Title } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type Day, dayName, daysFrom } from "~/ui/time";
import { openHours, timeOf } from "./open-hours";
import type { Availability } from "./queries";

type HoursPreviewProps = { availability: Availability; first: Day; last: Day };

/** What the hours being edited mean for the coming days, before they are saved. */
export function HoursPreview({ availability, first, last }: HoursPreviewProps) {
  const { i18n } = useLingui();
  const days = daysFrom(first, 14).filter((day) => day <= last);
  const open = days.map((day) => ({ day, hours: openHours(day, availability) }));
  const total = Math.round(open.flatMap(({ hours }) => hours).reduce((sum, { from, to }) => sum + to - from, 0) / 60);
  return (
    <Stack gap="sm">
      <div>
        <Title order={2} fz={17}>
          <Trans>Две недели вперёд</Trans>
        </Title>
        <Text size="sm" c="dimmed" role="status">
          <Plural value={total} one="открыт # час" few="открыто # часа" many="открыто # часов" other="открыто # часа" />
        </Text>
      </div>
      {open.map(({ day, hours }) => (
        <div key={day} style={{ display: "grid", gridTemplateColumns: "100px 1fr", fontSize: 14 }} className="numbers">
          <span>{dayName(day, i18n.locale, { weekday: "short", day: "numeric", month: "short" })}</span>
          <Text span inherit c={hours.length === 0 ? "dimmed" : undefined}>
            {hours.length === 0 ? "—" : hours.map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`).join(", ")}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
