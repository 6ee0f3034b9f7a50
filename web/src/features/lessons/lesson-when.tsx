import { Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { clock, longDay, sameClock } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { zoneCity } from "~/ui/zones";

type LessonWhenProps = { startsAt: string; minutes: number; tutorZone: string; tutor: boolean };

/** Day and hours in the displayed zone; the other side's clock when it shows something else. */
export function LessonWhen({ startsAt, minutes, tutorZone, tutor }: LessonWhenProps) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const from = new Date(startsAt);
  const to = new Date(from.getTime() + minutes * 60_000);
  const hours = `${clock(from, zone, i18n.locale)}–${clock(to, zone, i18n.locale)}`;
  const other = clock(from, tutorZone, i18n.locale);
  return (
    <>
      <Text fw={550} className="numbers ucfirst">
        {longDay(from, zone, i18n.locale)}, {hours}
      </Text>
      <Text size="sm" c="dimmed" className="numbers">
        {sameClock(zone, tutorZone, from) ? (
          zoneCity(zone, i18n.locale)
        ) : tutor ? (
          <Trans>Показано время: {zoneCity(zone, i18n.locale)}. По часам вашего расписания {other}</Trans>
        ) : (
          <Trans>вашего времени ({zoneCity(zone, i18n.locale)}), у репетитора {other}</Trans>
        )}
      </Text>
    </>
  );
}
