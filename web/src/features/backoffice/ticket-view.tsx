import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { problemOf } from "~/api/problem";
import { TICKET_TONES, useCategoryWords } from "~/i18n/ticket-words";
import { EmptyState } from "~/ui/empty-state";
import { ChatIcon } from "~/ui/icons";
import { ButtonLink, TextLink } from "~/ui/links";
import { Conversation, MessageBubble } from "~/ui/message-bubble";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { AnswerForm } from "./answer-form";
import { DeskPage } from "./desk-frame";
import { Moment } from "./moment";
import { type DeskTicket, deskTicketQuery, useLiveDesk, useTake } from "./ticket-queries";
import { TicketSide } from "./ticket-side";
import { useDeskStateWords, usePriorityWords, useResolutionWords } from "./ticket-words";
import classes from "./tickets.module.css";

const ChangeTicket = lazy(() => import("./change-ticket"));

type TicketViewProps = { ticketId: string; me: string; subjectName: (code: string) => string; verifies: boolean };

export function TicketView({ ticketId, ...rest }: TicketViewProps) {
  const { t } = useLingui();
  useLiveDesk();
  const { data: ticket, error, refetch } = useQuery(deskTicketQuery(ticketId));
  if (error && [400, 404].includes(problemOf(error).status)) {
    return (
      <DeskPage title={t`Обращение`}>
        <EmptyState icon={<ChatIcon size={36} />} title={t`Такого обращения нет`}
          action={<ButtonLink to="/desk/tickets"><Trans>К обращениям</Trans></ButtonLink>} />
      </DeskPage>
    );
  }
  if (error && !ticket) return <LoadError error={error} retry={() => void refetch()} />;
  if (!ticket) return <Skeleton height={420} radius={14} />;
  return <Opened ticket={ticket} {...rest} />;
}

function Opened({ ticket, me, subjectName, verifies }: { ticket: DeskTicket } & Omit<TicketViewProps, "ticketId">) {
  const { t } = useLingui();
  const states = useDeskStateWords();
  const categories = useCategoryWords();
  const priorities = usePriorityWords();
  const resolutions = useResolutionWords();
  const take = useTake();
  const [asked, setAsked] = useState<"move" | "assign" | "classify" | null>(null);
  const over = ticket.state === "resolved" || ticket.state === "closed";
  return (
    <DeskPage title={ticket.subject || t`Без слов: учётная запись удалена`}
      lead={<span className="numbers">№ {ticket.number} · {categories[ticket.category]} · {priorities[ticket.priority]}</span>}
      actions={
        <Group gap="xs">
          {ticket.assignee_id === null && !over && (
            <Button loading={take.isPending} onClick={() => take.mutate({ params: { path: { ticket_id: ticket.id } } })}>
              <Trans>Взять</Trans>
            </Button>
          )}
          <Button variant="default" onClick={() => setAsked("assign")}><Trans>Назначить</Trans></Button>
          {!over && <Button variant="default" onClick={() => setAsked("classify")}><Trans>Тема и приоритет</Trans></Button>}
          {ticket.moves.length > 0 && <Button variant="default" onClick={() => setAsked("move")}><Trans>Состояние</Trans></Button>}
        </Group>
      }>
      <ProblemAlert error={take.error} />
      <div className={classes.columns}>
        <Stack gap="md">
          <Group gap="sm">
            <StateBadge tone={TICKET_TONES[ticket.state]}>{states[ticket.state]}</StateBadge>
            <Text size="sm" c="dimmed">
              {ticket.assignee_id === me ? t`ваше` : (ticket.assignee_name ?? t`никто не взял`)}
              {ticket.resolution && ` · ${resolutions[ticket.resolution]}`}
              {ticket.reopen_count > 0 && <> · <Trans>открывали снова: {ticket.reopen_count}</Trans></>}
            </Text>
            {ticket.hold_until && <Text size="sm"><Trans>отложено до</Trans> <Moment at={ticket.hold_until} /></Text>}
          </Group>
          <Conversation label={t`Переписка и заметки`}>
            {ticket.messages.map((message) => (
              <MessageBubble key={message.id} at={message.created_at} text={message.text} files={message.attachments}
                look={message.internal ? "note" : message.author_role === "customer" ? "other" : "own"}
                author={message.internal ? t`${message.author_name}: заметка, человек её не видит` : message.author_name || (message.author_role === "system" ? t`Написано автоматически` : t`Учётная запись удалена`)} />
            ))}
          </Conversation>
          <AnswerForm key={ticket.state} ticket={ticket} me={me} />
          <TextLink to="/desk/tickets" size="sm"><Trans>К обращениям</Trans></TextLink>
        </Stack>
        <TicketSide ticket={ticket} subjectName={subjectName} verifies={verifies} />
      </div>
      <Suspense>{asked && <ChangeTicket what={asked} ticket={ticket} close={() => setAsked(null)} />}</Suspense>
    </DeskPage>
  );
}
