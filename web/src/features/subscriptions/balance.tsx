import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { creditsQuery, type Lot } from "./queries";

/** Free minutes, tutor by tutor, and the day on which the first of them end. */
export function Balance() {
  const { data, error, refetch } = useQuery(creditsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} radius={12} />;
  const lots = data.items.filter((lot) => lot.free > 0);
  const tutors = [...new Set(lots.map((lot) => lot.tutor_id))];
  if (tutors.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Свободных минут нет. Когда вы отменяете занятие вовремя, оплаченное возвращается сюда.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap="md">
      {tutors.map((tutor) => (
        <TutorBalance key={tutor} lots={lots.filter((lot) => lot.tutor_id === tutor)} />
      ))}
    </Stack>
  );
}

function TutorBalance({ lots }: { lots: Lot[] }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const [soonest] = [...lots].sort((one, other) => one.expires_at.localeCompare(other.expires_at));
  const free = lots.reduce((sum, lot) => sum + lot.free, 0);
  if (!soonest) return null;
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <div style={{ minWidth: 0 }}>
        <Text fw={600}>
          <Plural value={free} one="# минута" few="# минуты" many="# минут" other="# минуты" />
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>
            {soonest.tutor_name}, до {fullDate(new Date(soonest.expires_at), zone, i18n.locale)}
          </Trans>
        </Text>
      </div>
      <ButtonLink to="/tutors/$tutorId" params={{ tutorId: soonest.tutor_id }} size="xs" variant="light" style={{ flexShrink: 0 }}>
        <Trans>Записаться</Trans>
      </ButtonLink>
    </Group>
  );
}
