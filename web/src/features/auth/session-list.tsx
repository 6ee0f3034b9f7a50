import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { LaptopIcon, PhoneIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { sessionsQuery, type SignedInPlace, useEndOtherSessions, useEndSession } from "./factor-queries";

const PHONES = ["iPhone", "iPad", "Android"];

/** Where one is signed in, and how to leave from afar. */
export function SessionList() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const endOthers = useEndOtherSessions();
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={96} />;
  return (
    <Stack gap="md" align="flex-start">
      <Stack gap="md" component="ul" p={0} m={0} w="100%" style={{ listStyle: "none" }}>
        {data.items.map((place) => (
          <Place key={place.session_id} place={place} />
        ))}
      </Stack>
      <ProblemAlert error={endOthers.error} />
      {data.items.length > 1 && (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
          <Trans>Завершить остальные</Trans>
        </Button>
      )}
    </Stack>
  );
}

function Place({ place }: { place: SignedInPlace }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const end = useEndSession();
  const device = [place.browser, place.system].filter(Boolean).join(", ") || t`Неизвестное устройство`;
  const seen = dayAndTime(new Date(place.last_seen_at), zone, i18n.locale);
  const begun = dayAndTime(new Date(place.created_at), zone, i18n.locale);
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          {PHONES.includes(place.system) ? <PhoneIcon size={24} /> : <LaptopIcon size={24} />}
          <div>
            <Group gap="xs">
              <Text fw={500}>{device}</Text>
              {place.current && (
                <StateBadge tone="good">
                  <Trans>Этот браузер</Trans>
                </StateBadge>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              <Trans>Вход {begun}, адрес {place.address}</Trans>
            </Text>
            {!place.current && (
              <Text size="sm" c="dimmed">
                <Trans>Последнее действие {seen}</Trans>
              </Text>
            )}
          </div>
        </Group>
        {!place.current && (
          <Button variant="subtle" size="compact-sm" aria-label={t`Завершить сеанс: ${device}`} loading={end.isPending}
            onClick={() => end.mutate({ params: { path: { session_id: place.session_id } } })}>
            <Trans>Завершить</Trans>
          </Button>
        )}
      </Group>
      <ProblemAlert error={end.error} />
    </li>
  );
}
