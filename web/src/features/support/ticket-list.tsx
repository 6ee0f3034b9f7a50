import { Button, Center, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { TICKET_TONES, useTicketStateWords } from "~/i18n/ticket-words";
import { EmptyState } from "~/ui/empty-state";
import { ChatIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type TicketInList, useLiveTickets, useTickets } from "./queries";
import classes from "./help-centre.module.css";

export function TicketList() {
  const { t } = useLingui();
  useLiveTickets();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTickets();
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={240} radius={14} />;
  const tickets = data.pages.flatMap((page) => page.items);
  if (tickets.length === 0) {
    return (
      <EmptyState icon={<ChatIcon size={36} />} title={t`Обращений пока нет`}
        action={<ButtonLink to="/help"><Trans>Открыть справку</Trans></ButtonLink>}>
        <Trans>Ответы на частые вопросы — в справке. Не нашли — напишите нам, и переписка появится здесь.</Trans>
      </EmptyState>
    );
  }
  return (
    <Stack gap="sm">
      {tickets.map((ticket) => (
        <TicketRow key={ticket.id} ticket={ticket} />
      ))}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Показать ещё</Trans>
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function TicketRow({ ticket }: { ticket: TicketInList }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const states = useTicketStateWords();
  return (
    <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} className={`surface ${classes.card} ${classes.row}`}>
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>{ticket.subject}</Text>
      <StateBadge tone={TICKET_TONES[ticket.state]}>{states[ticket.state]}</StateBadge>
      <Text size="sm" c="dimmed" className="numbers">
        № {ticket.number} · {dayAndTime(new Date(ticket.last_message_at), zone, i18n.locale)}
      </Text>
    </Link>
  );
}
