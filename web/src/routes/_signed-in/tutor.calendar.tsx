import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { useSubjectNames } from "~/features/catalog/queries";
import { TutorCalendar } from "~/features/lessons/tutor-calendar";
import { LeftIcon, RightIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { addDays, dayName, dayOf, mondayOf } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { zoneLabel } from "~/ui/zones";

export const Route = createFileRoute("/_signed-in/tutor/calendar")({
  validateSearch: (search: Record<string, unknown>): { day?: string } =>
    typeof search.day === "string" && /^\d{4}-\d\d-\d\d$/.test(search.day) ? { day: search.day } : {},
  component: Calendar,
});

function Calendar() {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const navigate = useNavigate({ from: "/tutor/calendar" });
  const names = useSubjectNames();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const day = Route.useSearch().day ?? dayOf(new Date(), zone);
  const days = narrow ? 1 : 7;
  const first = narrow ? day : mondayOf(day);
  const show = (next: string | undefined) => void navigate({ search: next ? { day: next } : {}, resetScroll: false });
  const heading = narrow
    ? dayName(day, i18n.locale, { weekday: "long", day: "numeric", month: "long" })
    : `${dayName(first, i18n.locale, { day: "numeric", month: "long" })} – ${dayName(addDays(first, 6), i18n.locale, { day: "numeric", month: "long" })}`;
  return (
    <Page
      title={t`Календарь`} lead={zoneLabel(zone, i18n.locale, new Date())}
      actions={
        <ButtonLink to="/tutor/availability" variant="default">
          <Trans>Изменить часы работы</Trans>
        </ButtonLink>
      }
    >
      <Group justify="space-between" mb="md">
        <Text fw={600} fz="lg" className="ucfirst" aria-live="polite">
          {heading}
        </Text>
        <Group gap={6}>
          <Button variant="default" onClick={() => show(undefined)}>
            <Trans>Сегодня</Trans>
          </Button>
          <ActionIcon variant="default" size={36} aria-label={narrow ? t`Предыдущий день` : t`Предыдущая неделя`} onClick={() => show(addDays(day, -days))}>
            <LeftIcon />
          </ActionIcon>
          <ActionIcon variant="default" size={36} aria-label={narrow ? t`Следующий день` : t`Следующая неделя`} onClick={() => show(addDays(day, days))}>
            <RightIcon />
          </ActionIcon>
        </Group>
      </Group>
      <TutorCalendar first={first} days={days} subjectName={names.subject} />
    </Page>
  );
}
