import { Skeleton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { AddChild } from "~/features/accounts/add-child";
import { childrenQuery, guardianshipsQuery, learnersOf } from "~/features/accounts/queries";
import { tutorQuery, useSubjectNames } from "~/features/catalog/queries";
import { BookLesson } from "~/features/lessons/book-lesson";
import { lessonPrice } from "~/features/lessons/lesson-price";
import type { Lesson } from "~/features/lessons/queries";
import { creditsQuery, freeMinutesWith } from "~/features/subscriptions/queries";
import { EmptyState } from "~/ui/empty-state";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

const text = (value: unknown) => (typeof value === "string" ? value : "");

export const Route = createFileRoute("/_signed-in/checkout/")({
  validateSearch: (search: Record<string, unknown>) => ({
    tutor: text(search.tutor),
    subject: text(search.subject),
    level: text(search.level),
    starts_at: text(search.starts_at),
    minutes: Number(search.minutes) || 60,
  }),
  component: Checkout,
});

function Checkout() {
  const { t } = useLingui();
  const { tutor: tutorId, subject, level, starts_at, minutes } = Route.useSearch();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate();
  const names = useSubjectNames();
  const guardian = session.roles.includes("guardian");
  const { data: tutor, error, refetch } = useQuery(tutorQuery(tutorId));
  const { data: credits, error: noCredits } = useQuery({ ...creditsQuery, enabled: !session.roles.includes("tutor") });
  const { data: children } = useQuery({ ...childrenQuery, enabled: guardian });
  const { data: bonds } = useQuery({ ...guardianshipsQuery, enabled: guardian });

  const proceed = (lesson: Lesson) => {
    const pay = lesson.payment?.confirmation_url;
    if (pay) window.location.assign(pay);
    else void navigate({ to: "/checkout/return", search: { lesson: lesson.id } });
  };
  const offer = tutor?.subjects.find((item) => item.subject === subject && item.level === level);
  const learners = learnersOf(children?.items ?? [], bonds?.items ?? []);
  const ready = tutor && offer && (credits ?? noCredits) && (!guardian || (children && bonds));
  const back = (
    <TextLink to="/tutors/$tutorId" params={{ tutorId }} search={{ subject, level, minutes }}>
      <Trans>Выбрать другое время</Trans>
    </TextLink>
  );
  return (
    <Page title={t`Запись на занятие`} lead={back} size={560}>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {tutor && !offer && (
        <EmptyState title={t`Репетитор больше не ведёт этот предмет`}>
          <Trans>Вернитесь на его страницу и выберите другой предмет и время.</Trans>
        </EmptyState>
      )}
      {!error && !ready && !(tutor && !offer) && <Skeleton height={460} radius={14} />}
      {ready && guardian && learners.length === 0 && (
        <EmptyState title={t`Кто будет заниматься?`} action={<AddChild />}>
          <Trans>Добавьте ребёнка — это нужно один раз.</Trans>
        </EmptyState>
      )}
      {ready && !(guardian && learners.length === 0) && (
        <BookLesson
          tutor={{ id: tutor.tutor_id, name: tutor.full_name, photo: tutor.photo_url, timezone: tutor.timezone, preset: tutor.cancellation_preset }}
          offer={{ subject, level, name: t`${names.subject(subject)}: ${names.level(subject, level)}` }} startsAt={starts_at} minutes={minutes}
          price={lessonPrice(offer.price_kopecks_per_hour, minutes)} freeMinutes={freeMinutesWith(credits?.totals, tutorId)}
          learners={learners} booked={proceed}
        />
      )}
    </Page>
  );
}
