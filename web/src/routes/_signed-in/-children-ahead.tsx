import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { childrenQuery } from "~/features/accounts/queries";
import type { Lesson } from "~/features/lessons/queries";
import { Panel } from "~/ui/cabinet";
import { TextLink } from "~/ui/links";
import { PersonAvatar } from "~/ui/person";
import { LoadError } from "~/ui/problem";
import { LessonLine } from "./-lessons-ahead";

/** A guardian's children, each with the next lesson. */
export function ChildrenAhead({ lessons }: { lessons: Lesson[] }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(childrenQuery);
  const edit = (
    <TextLink to="/family" size="sm">
      {data?.items.length === 0 ? <Trans>Добавить ребёнка</Trans> : <Trans>Изменить</Trans>}
    </TextLink>
  );
  return (
    <Panel title={t`Дети`} more={edit}>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={72} radius={12} />}
      {data?.items.length === 0 && (
        <Text c="dimmed">
          <Trans>Добавьте ребёнка — и сможете записывать его на занятия.</Trans>
        </Text>
      )}
      <Stack gap="lg">
        {data?.items.map((child) => (
          <Child key={child.id} name={child.full_name} next={lessons.find((lesson) => lesson.learner_id === child.id && lesson.state === "scheduled")} />
        ))}
      </Stack>
    </Panel>
  );
}

function Child({ name, next }: { name: string; next: Lesson | undefined }) {
  return (
    <Stack gap="sm">
      <Group gap="sm" wrap="nowrap">
        <PersonAvatar name={name} photo={null} size={32} />
        <Text fw={600}>{name}</Text>
      </Group>
      {next ? (
        <LessonLine lesson={next} />
      ) : (
        <Text size="sm" c="dimmed">
          <Trans>
            Занятий пока нет. <TextLink to="/tutors">Найти репетитора</TextLink>
          </Trans>
        </Text>
      )}
    </Stack>
  );
}
