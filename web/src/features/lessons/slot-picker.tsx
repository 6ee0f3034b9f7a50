import { ActionIcon, Button, Group, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { CalendarIcon, LeftIcon, RightIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import { addDays, clock, type Day, dayName, dayOf, daysFrom, groupByDay, sameClock, startOfDay } from "~/ui/time";
import { useNow } from "~/ui/use-now";
import { useZone } from "~/ui/zone";
import { zoneLabel } from "~/ui/zones";
import { slotsQuery } from "./queries";
import classes from "./slot-picker.module.css";

type SlotPickerProps = {
  tutorId: string;
  minutes: number;
  /** First day shown; a week follows. */
  first: Day;
  showFrom: (day: Day) => void;
  nextSlotAt: string | null;
  selected: string | undefined;
  select: (startsAt: string) => void;
};

/** A week of free beginnings in the displayed zone. */
export function SlotPicker({ tutorId, minutes, first, showFrom, nextSlotAt, selected, select }: SlotPickerProps) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const from = startOfDay(first, zone);
  const { data, error, refetch } = useQuery(slotsQuery(tutorId, from, startOfDay(addDays(first, 7), zone), minutes));
  const today = dayOf(useNow(60), zone);
  const days = daysFrom(first, 7);
  const free = groupByDay(data?.slots ?? [], zone);
  const range = `${dayName(first, i18n.locale, { day: "numeric", month: "short" })} – ${dayName(addDays(first, 6), i18n.locale, { day: "numeric", month: "short" })}`;
  const tutorZone = data && !sameClock(data.timezone, zone, from) ? data.timezone : null;
  return (
    <Stack gap="md">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={550} className="numbers" aria-live="polite">
          {range}
        </Text>
        <Group gap={6} wrap="nowrap">
          <ActionIcon variant="default" size={36} disabled={first <= today} aria-label={t`Предыдущая неделя`}
            onClick={() => showFrom(addDays(first, -7) < today ? today : addDays(first, -7))}>
            <LeftIcon />
          </ActionIcon>
          <ActionIcon variant="default" size={36} aria-label={t`Следующая неделя`} onClick={() => showFrom(addDays(first, 7))}>
            <RightIcon />
          </ActionIcon>
        </Group>
      </Group>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!error && data?.slots.length === 0 ? (
        <NoSlots nextSlotAt={nextSlotAt} first={first} showFrom={showFrom} />
      ) : (
        <div className={classes.week} aria-busy={!data}>
          {days.map((day) => (
            <section key={day} className={classes.day} data-empty={data && !free.has(day)} aria-label={dayName(day, i18n.locale, { weekday: "long", day: "numeric", month: "long" })}>
              <div className={classes.head} aria-hidden="true" data-today={day === today}>
                <span>{dayName(day, i18n.locale, { weekday: "short" })}</span>
                <strong className="numbers">{dayName(day, i18n.locale, { day: "numeric" })}</strong>
              </div>
              <div className={classes.slots}>
                {!data && [0, 1, 2].map((row) => <Skeleton key={row} height={38} radius="md" />)}
                {data && !free.has(day) && <span className={classes.none}>—</span>}
                {free.get(day)?.map((slot) => (
                  <button key={slot.starts_at} type="button" className={classes.slot} aria-pressed={slot.starts_at === selected}
                    onClick={() => select(slot.starts_at)}>
                    {clock(new Date(slot.starts_at), zone, i18n.locale)}
                    {tutorZone && (
                      <small>
                        <VisuallyHidden>
                          <Trans>у репетитора</Trans>
                        </VisuallyHidden>{" "}
                        {clock(new Date(slot.starts_at), tutorZone, i18n.locale)}
                      </small>
                    )}
                  </button>
                ))}
              </div>
            </section>
          ))}
        </div>
      )}
      {tutorZone && (
        <Text size="sm" c="dimmed">
          <Trans>Крупно — ваше время ({zoneLabel(zone, i18n.locale, from)}), мелко — время репетитора ({zoneLabel(tutorZone, i18n.locale, from)}).</Trans>
        </Text>
      )}
    </Stack>
  );
}

type NoSlotsProps = Pick<SlotPickerProps, "nextSlotAt" | "first" | "showFrom">;

function NoSlots({ nextSlotAt, first, showFrom }: NoSlotsProps) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const next = nextSlotAt === null ? null : dayOf(new Date(nextSlotAt), zone);
  const later = next !== null && next >= addDays(first, 7);
  return (
    <Stack align="center" gap="sm" py="xl" c="dimmed">
      <CalendarIcon size={32} />
      <Text>
        <Trans>На этой неделе свободного времени нет</Trans>
      </Text>
      <Button variant="default" onClick={() => showFrom(later ? next : addDays(first, 7))}>
        {later ? (
          <Trans>Ближайшее — {dayName(next, i18n.locale, { day: "numeric", month: "long" })}</Trans>
        ) : (
          <Trans>Посмотреть следующую неделю</Trans>
        )}
      </Button>
    </Stack>
  );
}
