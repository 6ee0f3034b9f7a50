import { Button, Group, NativeSelect, Skeleton, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { TICKET_TONES, type TicketCategory, useCategoryWords } from "~/i18n/ticket-words";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon, SearchIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { ShowMore } from "./show-more";
import { type Priority, type TicketFilters, type TicketRow, useLiveDesk, useTicketQueue } from "./ticket-queries";
import { PRIORITIES, type TicketState, useDeskStateWords, usePriorityWords } from "./ticket-words";
import { TimeLeft } from "./time-left";
import { useRowKeys } from "./use-row-keys";
import rows from "./rows.module.css";
import classes from "./tickets.module.css";

type TicketQueueProps = { filters: TicketFilters; change: (filters: TicketFilters) => void };

/** Tickets by their nearest deadline, in three queues. */
export function TicketQueue({ filters, change }: TicketQueueProps) {
  const { t } = useLingui();
  useLiveDesk();
  const queue = useTicketQueue(filters);
  const counts = queue.data?.pages[0]?.counts;
  const chosen = filters.queue ?? "all";
  const names = { mine: t`Мои`, unassigned: t`Никто не взял`, all: t`Все` } as const;
  return (
    <>
      <Group gap="xs" mb="md" role="group" aria-label={t`Очередь`}>
        {(["mine", "unassigned", "all"] as const).map((name) => (
          <Button key={name} size="xs" variant={chosen === name ? "filled" : "default"} aria-pressed={chosen === name}
            onClick={() => change({ ...filters, queue: name })}>
            {names[name]}
            {counts && <span className={classes.count}>{counts[name]}</span>}
          </Button>
        ))}
      </Group>
      <Search key={filters.q} filters={filters} change={change} />
      <Found queue={queue} />
    </>
  );
}

function Search({ filters, change }: TicketQueueProps) {
  const { t } = useLingui();
  const categories = useCategoryWords();
  const priorities = usePriorityWords();
  const states = useDeskStateWords();
  const [text, setText] = useState(filters.q ?? "");
  return (
    <form role="search" onSubmit={(event) => {
      event.preventDefault();
      change({ ...filters, q: text.trim() || undefined });
    }}>
      <Group align="flex-end" gap="sm" mb="md">
        <TextInput type="search" style={{ flex: "1 1 240px" }} label={t`Номер, имя или слова`} maxLength={200} leftSection={<SearchIcon size={18} />}
          value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <NativeSelect label={t`Состояние`} value={filters.state ?? ""}
          onChange={(event) => change({ ...filters, state: (event.currentTarget.value || undefined) as TicketState | undefined })}
          data={[{ value: "", label: t`не решённые` }, ...Object.entries(states).map(([value, label]) => ({ value, label }))]} />
        <NativeSelect label={t`Приоритет`} value={filters.priority ?? ""}
          onChange={(event) => change({ ...filters, priority: (event.currentTarget.value || undefined) as Priority | undefined })}
          data={[{ value: "", label: t`любой` }, ...PRIORITIES.map((value) => ({ value, label: priorities[value] }))]} />
        <NativeSelect label={t`Тема`} value={filters.category ?? ""} maw={220}
          onChange={(event) => change({ ...filters, category: (event.currentTarget.value || undefined) as TicketCategory | undefined })}
          data={[{ value: "", label: t`любая` }, ...Object.entries(categories).map(([value, label]) => ({ value, label }))]} />
        <Button type="submit">
          <Trans>Найти</Trans>
        </Button>
      </Group>
    </form>
  );
}

function Found({ queue }: { queue: ReturnType<typeof useTicketQueue> }) {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  if (queue.error && !queue.data) return <LoadError error={queue.error} retry={() => void queue.refetch()} />;
  if (!queue.data) return <Skeleton height={240} radius={14} />;
  const tickets = queue.data.pages.flatMap((page) => page.items);
  if (tickets.length === 0) {
    return (
      <EmptyState icon={<CheckIcon size={36} />} title={t`Здесь пусто`}>
        <Trans>Новые обращения появятся сами, обновлять страницу не нужно.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <div ref={list} className={`surface ${rows.rows}`}>
        <div className={`${rows.head} ${classes.ticket}`} aria-hidden="true">
          <span><Trans>Обращение</Trans></span>
          <span><Trans>Приоритет</Trans></span>
          <span><Trans>Состояние</Trans></span>
          <span><Trans>Ближайший срок</Trans></span>
        </div>
        {tickets.map((ticket) => (
          <Row key={ticket.id} ticket={ticket} />
        ))}
      </div>
      <ShowMore list={queue} />
    </>
  );
}

function Row({ ticket }: { ticket: TicketRow }) {
  const { t } = useLingui();
  const categories = useCategoryWords();
  const priorities = usePriorityWords();
  const states = useDeskStateWords();
  return (
    <Link to="/desk/tickets/$ticketId" params={{ ticketId: ticket.id }} data-row className={`${rows.row} ${classes.ticket}`}>
      <div style={{ minWidth: 0 }}>
        <Text fw={550} truncate>{ticket.subject || t`Без слов: учётная запись удалена`}</Text>
        <Text size="xs" c="dimmed" truncate className="numbers">
          № {ticket.number} · {ticket.customer_name || t`Учётная запись удалена`} · {categories[ticket.category]}
        </Text>
      </div>
      <Text size="sm">{priorities[ticket.priority]}</Text>
      <div>
        <StateBadge tone={TICKET_TONES[ticket.state]}>{states[ticket.state]}</StateBadge>
        <Text size="xs" c="dimmed" mt={2}>{ticket.assignee_name ?? t`никто не взял`}</Text>
      </div>
      <TimeLeft clock={ticket.clock} />
    </Link>
  );
}
