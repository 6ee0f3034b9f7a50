import { Button, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { TICKET_TONES, useCategoryWords, useTicketStateWords } from "~/i18n/ticket-words";
import { TextLink } from "~/ui/links";
import { Conversation, MessageBubble } from "~/ui/message-bubble";
import { ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type Ticket, useCloseTicket, useReopenTicket } from "./queries";
import { RateTicket } from "./rate-ticket";
import { WriteMessage } from "./write-message";

/** A ticket with its customer: how it stands, everything said, and what can be done now; `document` is the way to the one it is about. */
export function TicketThread({ ticket, document }: { ticket: Ticket; document: ReactNode }) {
  const { t } = useLingui();
  const close = useCloseTicket();
  const reopen = useReopenTicket();
  const may = (action: Ticket["allowed_actions"][number]) => ticket.allowed_actions.includes(action);
  const command = { params: { path: { ticket_id: ticket.id } } };
  return (
    <Stack gap="lg">
      <Standing ticket={ticket} document={document} />
      <Conversation label={t`Переписка`}>
        {ticket.messages.map((message) => (
          <MessageBubble key={message.id} at={message.created_at} text={message.text} files={message.attachments}
            look={message.author_role === "customer" ? "own" : "other"}
            author={message.author_role === "customer" ? t`Вы` : message.author_name ? t`${message.author_name}, поддержка` : t`Поддержка`} />
        ))}
      </Conversation>
      {may("rate") && <RateTicket ticketId={ticket.id} />}
      {ticket.rating !== null && (
        <Text role="status" c="dimmed"><Trans>Ваша оценка: {ticket.rating} из 5. Спасибо!</Trans></Text>
      )}
      {may("reply") && <WriteMessage ticket={ticket} />}
      <ProblemAlert error={close.error ?? reopen.error} />
      <Group gap="xs">
        {may("close") && (
          <Button variant="default" loading={close.isPending} onClick={() => close.mutate(command)}>
            <Trans>Вопрос решён</Trans>
          </Button>
        )}
        {may("reopen") && (
          <Button variant="default" loading={reopen.isPending} onClick={() => reopen.mutate(command)}>
            <Trans>Вопрос не решён</Trans>
          </Button>
        )}
      </Group>
      {ticket.state === "closed" && (
        <Text c="dimmed">
          <Trans>Обращение закрыто. Остался вопрос — <TextLink to="/help/contact">напишите новое</TextLink>.</Trans>
        </Text>
      )}
    </Stack>
  );
}

function Standing({ ticket, document }: { ticket: Ticket; document: ReactNode }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const states = useTicketStateWords();
  const categories = useCategoryWords();
  return (
    <Stack className="surface" p="lg" gap={6}>
      <Group justify="space-between" gap="sm">
        <Text c="dimmed" className="numbers">
          № {ticket.number} · {categories[ticket.category]}
        </Text>
        <StateBadge tone={TICKET_TONES[ticket.state]}>{states[ticket.state]}</StateBadge>
      </Group>
      {ticket.answer_due_at && (
        <Text>
          {new Date(ticket.answer_due_at) > new Date() ? (
            <Trans>Ответим не позже: {dayAndTime(new Date(ticket.answer_due_at), zone, i18n.locale)}</Trans>
          ) : (
            <Trans>Мы обещали ответить раньше и не успели. Старший сотрудник уже знает об этом.</Trans>
          )}
        </Text>
      )}
      {ticket.state === "pending_customer" && (
        <Text><Trans>Напишите ответ ниже. Если его не будет неделю, мы посчитаем вопрос решённым.</Trans></Text>
      )}
      {ticket.state === "resolved" && (
        <Text><Trans>Если вопрос остался, ответьте в течение трёх суток: обращение откроется снова.</Trans></Text>
      )}
      {ticket.lesson_id && (
        <TextLink to="/lessons/$lessonId" params={{ lessonId: ticket.lesson_id }} size="sm"><Trans>Занятие, о котором речь</Trans></TextLink>
      )}
      {ticket.payment_id && (
        <TextLink to="/payments" size="sm"><Trans>Платёж, о котором речь</Trans></TextLink>
      )}
      {ticket.subscription_id && (
        <TextLink to="/subscriptions/$subscriptionId" params={{ subscriptionId: ticket.subscription_id }} size="sm"><Trans>Подписка, о которой речь</Trans></TextLink>
      )}
      {document}
    </Stack>
  );
}
