import { Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isStaff } from "~/api/roles";
import { useSubjectNames } from "~/features/catalog/queries";
import { usePaperName } from "~/features/documents/about-paper";
import { lessonQuery } from "~/features/lessons/queries";
import { subscriptionQuery } from "~/features/subscriptions/queries";
import { OpenTicket, type TicketContext } from "~/features/support/open-ticket";
import type { TicketCategory } from "~/i18n/ticket-words";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";

const CATEGORIES: TicketCategory[] = [
  "lesson", "dispute", "refund", "double_charge", "billing", "verification", "account_taken", "safety", "personal_data", "question", "idea",
];

type About = { lesson?: string; payment?: string; document?: string; subscription?: string };

function contextFrom({ category, lesson, payment, document, subscription }: Record<string, unknown>): About & { category?: TicketCategory } {
  const known = CATEGORIES.find((name) => name === category);
  return {
    ...(known && { category: known }), ...(typeof lesson === "string" && { lesson }), ...(typeof payment === "string" && { payment }),
    ...(typeof document === "string" && { document }), ...(typeof subscription === "string" && { subscription }),
  };
}

/** Staff have a desk of their own. */
export const Route = createFileRoute("/_signed-in/help/contact")({
  validateSearch: contextFrom,
  beforeLoad: ({ context }) => {
    if (isStaff(context.session.roles)) throw notFound();
  },
  component: Contact,
});

function Contact() {
  const { t } = useLingui();
  const { category, lesson, payment, document, subscription } = Route.useSearch();
  const navigate = useNavigate();
  const usual = lesson ? "lesson" : payment || subscription ? "billing" : document ? "verification" : "question";
  const context: TicketContext = {
    category: category ?? usual, lesson_id: lesson, payment_id: payment, document_id: document, subscription_id: subscription,
  };
  return (
    <Page title={t`Написать в поддержку`} size={680} lead={<Trans>Возможно, ответ уже есть <TextLink to="/help" underline="always">в справке</TextLink>.</Trans>}>
      <OpenTicket key={`${lesson}${payment}${document}${subscription}`} context={context}
        about={<About lesson={lesson} payment={payment} document={document} subscription={subscription} />}
        done={(ticket) => void navigate({ to: "/tickets/$ticketId", params: { ticketId: ticket.id } })} />
    </Page>
  );
}

function About({ lesson, payment, document, subscription }: About) {
  if (lesson) return <AboutLesson lessonId={lesson} />;
  if (document) return <AboutDocument documentId={document} />;
  if (subscription) return <AboutSubscription subscriptionId={subscription} />;
  return payment ? <Context><Trans>Обращение о платеже из вашего списка: поддержка увидит его.</Trans></Context> : null;
}

function AboutLesson({ lessonId }: { lessonId: string }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const names = useSubjectNames();
  const { data, error } = useQuery(lessonQuery(lessonId));
  if (error) return null;
  if (!data) return <Skeleton height={48} radius="md" />;
  return (
    <Context>
      <Trans>О занятии: {names.subject(data.subject)}, {dayAndTime(new Date(data.starts_at), zone, i18n.locale)}, {data.tutor_name}</Trans>
    </Context>
  );
}

function AboutSubscription({ subscriptionId }: { subscriptionId: string }) {
  const names = useSubjectNames();
  const { data, error } = useQuery(subscriptionQuery(subscriptionId));
  if (error) return null;
  if (!data) return <Skeleton height={48} radius="md" />;
  return (
    <Context>
      <Trans>О подписке: {names.subject(data.subject)}, {data.tutor_name}</Trans>
    </Context>
  );
}

function AboutDocument({ documentId }: { documentId: string }) {
  const name = usePaperName(documentId);
  return name && <Context><Trans>О документе: {name}</Trans></Context>;
}

function Context({ children }: { children: ReactNode }) {
  return (
    <Text p="sm" px="md" bg="var(--soft)" c="var(--soft-text)" style={{ borderRadius: 10 }}>
      {children}
    </Text>
  );
}
