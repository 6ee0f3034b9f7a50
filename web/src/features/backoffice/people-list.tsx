import { Group, Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "~/ui/empty-state";
import { SearchIcon } from "~/ui/icons";
import { PersonAvatar } from "~/ui/person";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { Moment } from "./moment";
import { type PeopleFilters, type Person, usePeople } from "./queries";
import { ShowMore } from "./show-more";
import { useRowKeys } from "./use-row-keys";
import { STATE_TONES, useRoleWords, useStateWords } from "./words";
import classes from "./rows.module.css";

export function PeopleList({ filters }: { filters: PeopleFilters }) {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const people = usePeople(filters);
  if (people.error && !people.data) return <LoadError error={people.error} retry={() => void people.refetch()} />;
  if (!people.data) return <Skeleton height={320} radius={14} />;
  const found = people.data.pages.flatMap((page) => page.items);
  if (found.length === 0) {
    return (
      <EmptyState icon={<SearchIcon size={36} />} title={t`Никого не нашли`}>
        <Trans>Почту нужно ввести целиком, имя — любой частью. Проверьте и выбранные роль и состояние.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <div ref={list} className={`surface ${classes.rows}`} aria-busy={people.isPlaceholderData}>
        <div className={`${classes.head} ${classes.person}`} aria-hidden="true">
          <span><Trans>Человек</Trans></span>
          <span><Trans>Роли</Trans></span>
          <span><Trans>Состояние</Trans></span>
          <span><Trans>С нами с</Trans></span>
        </div>
        {found.map((person) => (
          <PersonRow key={person.user_id} person={person} />
        ))}
      </div>
      <ShowMore list={people} />
    </>
  );
}

function PersonRow({ person }: { person: Person }) {
  const roles = useRoleWords();
  const states = useStateWords();
  return (
    <Link to="/desk/people/$userId" params={{ userId: person.user_id }} data-row className={`${classes.row} ${classes.person}`}>
      <Group wrap="nowrap" gap="sm">
        <PersonAvatar name={person.full_name} photo={person.photo_url} size={36} />
        <div style={{ minWidth: 0 }}>
          <Text fw={550} truncate>
            {person.full_name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {person.masked_email}
          </Text>
        </div>
      </Group>
      <Text size="sm">{person.roles.map((role) => roles[role]).join(", ")}</Text>
      <span>
        <StateBadge tone={STATE_TONES[person.state]}>{states[person.state]}</StateBadge>
      </span>
      <Text size="sm" c="dimmed">
        <Moment at={person.created_at} to="day" />
      </Text>
    </Link>
  );
}
