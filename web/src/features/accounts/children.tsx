import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { PersonAvatar } from "~/ui/person";
import { LoadError } from "~/ui/problem";
import { dayName } from "~/ui/time";
import { AddChild } from "./add-child";
import { childrenQuery } from "./queries";

/** Whom a guardian books lessons for. */
export function Children() {
  const { i18n } = useLingui();
  const { data, error, refetch } = useQuery(childrenQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} radius={14} />;
  return (
    <Stack gap="lg">
      {data.items.map((child) => (
        <Group key={child.id} gap="sm">
          <PersonAvatar name={child.full_name} photo={null} size={40} />
          <div>
            <Text fw={500}>{child.full_name}</Text>
            <Text size="sm" c="dimmed">
              <Trans>Дата рождения: {dayName(child.birth_date, i18n.locale, { day: "numeric", month: "long", year: "numeric" })}</Trans>
            </Text>
          </div>
        </Group>
      ))}
      <AddChild />
    </Stack>
  );
}
