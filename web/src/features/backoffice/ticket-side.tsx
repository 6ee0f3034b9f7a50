import { Group, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { TextLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { PersonAvatar } from "~/ui/person";
import { zoneLabel } from "~/ui/zones";
import { Facts } from "./facts";
import { Moment } from "./moment";
import type { DeskTicket } from "./ticket-queries";
import { useChargeWords, useClockWords, useMatterWords, useStepWords } from "./ticket-words";
import { TimeLeft } from "./time-left";
import classes from "./tickets.module.css";
import { usePaperKinds, usePaperStates } from "./verification-words";

type TicketSideProps = { ticket: DeskTicket; subjectName: (code: string) => string; verifies: boolean };

/** What an agent has to know beside the words: promises, the person, the matter, what was done; who `verifies` is a click away from the tutor's case. */
export function TicketSide({ ticket, subjectName, verifies }: TicketSideProps) {
  const { t } = useLingui();
  const clocks = useClockWords();
  return (
    <aside className={classes.side} aria-label={t`Сроки и контекст`}>
      <Box title={t`Сроки`}>
        {ticket.clocks.map((clock) => (
          <div key={clock.kind} className={classes.clock}>
            <Text size="sm">{clocks[clock.kind]}</Text>
            {clock.done_at && clock.breached ? <Text size="sm" c="var(--bad-text)"><Trans>с опозданием</Trans></Text> : <TimeLeft clock={clock} />}
          </div>
        ))}
      </Box>
      <Person ticket={ticket} />
      {ticket.lesson && <LessonBox lesson={ticket.lesson} subjectName={subjectName} />}
      {ticket.payment && <PaymentBox payment={ticket.payment} />}
      {ticket.document && <DocumentBox document={ticket.document} verifies={verifies} />}
      {ticket.subscription && <SubscriptionBox subscription={ticket.subscription} subjectName={subjectName} />}
      {ticket.rating !== null && (
        <Box title={t`Оценка`}>
          <Text>{t`${ticket.rating} из 5`}</Text>
          {ticket.rating_comment && <Text size="sm" c="dimmed">{ticket.rating_comment}</Text>}
        </Box>
      )}
      <History ticket={ticket} />
    </aside>
  );
}

function Person({ ticket }: { ticket: DeskTicket }) {
  const { t, i18n } = useLingui();
  const person = ticket.customer;
  if (!person) return <Box title={t`Человек`}><Text size="sm">{t`Учётная запись удалена`}</Text></Box>;
  return (
    <Box title={t`Человек`}>
      <Group gap="sm" wrap="nowrap">
        <PersonAvatar name={person.full_name} photo={person.photo_url} size={40} />
        <div>
          <TextLink to="/desk/people/$userId" params={{ userId: person.user_id }} fw={550}>{person.full_name}</TextLink>
          <Text size="xs" c="dimmed">{zoneLabel(person.timezone, i18n.locale, new Date())}</Text>
        </div>
      </Group>
    </Box>
  );
}

function LessonBox({ lesson, subjectName }: { lesson: NonNullable<DeskTicket["lesson"]>; subjectName: (code: string) => string }) {
  const { t } = useLingui();
  const words = useMatterWords();
  return (
    <Box title={t`Занятие`}>
      <Facts items={[
        [t`Предмет`, subjectName(lesson.subject)],
        [t`Начало`, <Moment key="s" at={lesson.starts_at} />],
        [t`Репетитор`, lesson.tutor_name || t`Учётная запись удалена`],
        [t`Ученик`, lesson.learner_name || t`ребёнок без учётной записи`],
        [t`Стоимость`, <Money key="m" kopecks={lesson.price_kopecks} />],
        [t`Состояние`, words(lesson.state)],
      ]} />
    </Box>
  );
}

function PaymentBox({ payment }: { payment: NonNullable<DeskTicket["payment"]> }) {
  const { t } = useLingui();
  const words = useMatterWords();
  return (
    <Box title={t`Платёж`}>
      <Facts items={[
        [t`Сумма`, <Money key="a" kopecks={payment.amount_kopecks} />],
        [t`Возвращено`, <Money key="r" kopecks={payment.refunded_kopecks} />],
        [t`Когда`, <Moment key="w" at={payment.paid_at ?? payment.created_at} />],
        [t`Состояние`, payment.reason ? `${words(payment.state)}: ${payment.reason}` : words(payment.state)],
      ]} />
    </Box>
  );
}

function DocumentBox({ document, verifies }: { document: NonNullable<DeskTicket["document"]>; verifies: boolean }) {
  const { t } = useLingui();
  const kinds = usePaperKinds();
  const states = usePaperStates();
  return (
    <Box title={t`Документ`}>
      <Facts items={[
        [t`Вид`, kinds[document.kind]],
        [t`Состояние`, states[document.state]],
      ]} />
      {verifies && (
        <TextLink to="/desk/verifications/$tutorId" params={{ tutorId: document.tutor_id }} size="sm"><Trans>Проверка репетитора</Trans></TextLink>
      )}
    </Box>
  );
}

type SubscriptionBoxProps = { subscription: NonNullable<DeskTicket["subscription"]>; subjectName: (code: string) => string };

function SubscriptionBox({ subscription, subjectName }: SubscriptionBoxProps) {
  const { t } = useLingui();
  const words = useMatterWords();
  const charges = useChargeWords();
  const { next_charge, ends_at } = subscription;
  return (
    <Box title={t`Подписка`}>
      <Facts items={[
        [t`Предмет`, subjectName(subscription.subject)],
        [t`Репетитор`, subscription.tutor_name || t`Учётная запись удалена`],
        [t`Ученик`, subscription.learner_name || t`ребёнок без учётной записи`],
        [t`Минут за 4 недели`, subscription.minutes_per_cycle],
        [t`Свободно минут`, subscription.free_minutes],
        [t`Стоимость`, <Money key="m" kopecks={subscription.price_kopecks} />],
        [t`Следующая оплата`, next_charge ? <><Moment at={next_charge.at} />, {charges[next_charge.outcome]}</> : t`не будет`],
        ...(ends_at ? [[t`Закончится`, <Moment key="e" at={ends_at} />] satisfies [string, ReactNode]] : []),
        [t`Состояние`, words(subscription.state)],
      ]} />
    </Box>
  );
}

function History({ ticket }: { ticket: DeskTicket }) {
  const { t } = useLingui();
  const words = useStepWords();
  return (
    <Box title={t`Что было`}>
      <ol className={classes.steps}>
        {[...ticket.history].reverse().map((step, index) => (
          <li key={`${step.at}${index}`}>
            <Text size="sm">
              {words(step.action)}
              {step.actor_name && `, ${step.actor_name}`}
            </Text>
            {step.reason && <Text size="xs" c="dimmed">{step.reason}</Text>}
            <Text size="xs" c="dimmed"><Moment at={step.at} /></Text>
          </li>
        ))}
      </ol>
    </Box>
  );
}

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" className="surface" p="md" gap="sm">
      <Title order={2} fz={15}>{title}</Title>
      {children}
    </Stack>
  );
}
