import { Skeleton, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { LoadError } from "~/ui/problem";
import { AddChild } from "./add-child";
import { ChildRow } from "./child-row";
import { childrenQuery } from "./queries";

/** Children without a login, whose lessons a guardian books. */
export function Children() {
  const { data, error, refetch } = useQuery(childrenQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} radius={14} />;
  return (
    <Stack gap="lg">
      {data.items.length === 0 && (
        <Text c="dimmed">
          <Trans>Добавьте ребёнка — и сможете записать его на занятие. Своя учётная запись ему не нужна.</Trans>
        </Text>
      )}
      {data.items.map((child) => (
        <ChildRow key={child.id} child={child} />
      ))}
      <AddChild />
    </Stack>
  );
}
