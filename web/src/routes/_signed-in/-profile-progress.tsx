import { Skeleton, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Completeness } from "~/features/accounts/completeness";
import { tutorProfileQuery } from "~/features/accounts/queries";
import { availabilityQuery } from "~/features/lessons/queries";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";

/** The profile's completeness; when it is whole, the hours are the next step, which lessons know of. */
export function ProfileProgress() {
  const { data: profile, error, refetch } = useQuery(tutorProfileQuery);
  const { data: availability } = useQuery(availabilityQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!profile) return <Skeleton height={96} radius={12} />;
  return <Completeness profile={profile} other={availability?.weekly.length === 0 ? <OpenHours /> : undefined} />;
}

function OpenHours() {
  return (
    <Stack gap={4} align="flex-start">
      <Text fw={550}>
        <Trans>Откройте часы работы</Trans>
      </Text>
      <Text size="sm" c="dimmed">
        <Trans>Пока их нет, записаться к вам нельзя</Trans>
      </Text>
      <ButtonLink to="/tutor/availability" size="xs" variant="light" mt={4}>
        <Trans>Указать часы</Trans>
      </ButtonLink>
    </Stack>
  );
}
