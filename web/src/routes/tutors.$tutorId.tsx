import { Container, NativeSelect, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, useHydrated, useNavigate } from "@tanstack/react-router";
import { problemOf } from "~/api/problem";
import { NotFoundPage } from "~/app/not-found-page";
import { type Tutor, tutorQuery, useSubjectNames } from "~/features/catalog/queries";
import { Reviews } from "~/features/catalog/reviews";
import { TutorAbout } from "~/features/catalog/tutor-about";
import { TutorHeader } from "~/features/catalog/tutor-header";
import { sessionQuery } from "~/features/auth/queries";
import { BookingBar } from "~/features/lessons/booking-bar";
import { lessonPrice } from "~/features/lessons/lesson-price";
import { SlotPicker } from "~/features/lessons/slot-picker";
import { PlanPicker } from "~/features/subscriptions/plan-picker";
import { LoadError } from "~/ui/problem";
import { usePageTitle } from "~/ui/page";
import { dayOf } from "~/ui/time";
import { useNow } from "~/ui/use-now";
import { useZone } from "~/ui/zone";
import { ZoneSelect } from "~/ui/zone-select";
import { FavouriteHeart } from "./-favourite-heart";
import classes from "./-tutor.module.css";

type Choice = { subject?: string; level?: string; minutes?: number; from?: string; at?: string };

export const Route = createFileRoute("/tutors/$tutorId")({
  validateSearch: (search: Record<string, unknown>): Choice => ({
    subject: typeof search.subject === "string" ? search.subject : undefined,
    level: typeof search.level === "string" ? search.level : undefined,
    minutes: Number(search.minutes) || undefined,
    from: typeof search.from === "string" && /^\d{4}-\d\d-\d\d$/.test(search.from) ? search.from : undefined,
    at: typeof search.at === "string" ? search.at : undefined,
  }),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(tutorQuery(params.tutorId)),
  component: TutorPage,
});

function TutorPage() {
  const { tutorId } = Route.useParams();
  const { data: tutor, error, refetch } = useQuery(tutorQuery(tutorId));
  usePageTitle(tutor?.full_name ?? "");
  if (error && [400, 404].includes(problemOf(error).status)) return <NotFoundPage />;
  return (
    <Container size="lg" py={{ base: "lg", sm: 48 }} pb={{ base: 120, sm: 48 }}>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {tutor && <TutorView tutor={tutor} />}
      {!tutor && !error && (
        <Stack gap="xl" aria-hidden="true">
          <Skeleton height={104} radius={20} />
          <Skeleton height={420} radius={14} />
          <Skeleton height={160} radius={14} />
        </Stack>
      )}
    </Container>
  );
}

function TutorView({ tutor }: { tutor: Tutor }) {
  const { t } = useLingui();
  const names = useSubjectNames();
  const choice = Route.useSearch();
  // The page as the server rendered it is a visitor's.
  const hydrated = useHydrated();
  const { data: session } = useQuery({ ...sessionQuery, placeholderData: null });
  const pays = hydrated && session?.roles.some((role) => role === "student" || role === "guardian");
  const navigate = useNavigate({ from: "/tutors/$tutorId" });
  const { zone, choose } = useZone();
  const change = (part: Partial<Choice>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });

  const ofSubject = tutor.subjects.filter((item) => item.subject === choice.subject);
  const offer = ofSubject.find((item) => item.level === choice.level) ?? ofSubject[0] ?? tutor.subjects[0];
  const minutes = tutor.lesson_minutes.find((value) => value === choice.minutes) ?? preferred(tutor.lesson_minutes);
  const today = dayOf(useNow(60), zone);
  const soonest = tutor.next_slot_at ? dayOf(new Date(tutor.next_slot_at), zone) : today;
  const first = [choice.from ?? soonest, today].sort().at(-1) ?? today;

  if (!offer) return <NotFoundPage />;
  const name = t`${names.subject(offer.subject)}: ${names.level(offer.subject, offer.level)}`;
  const take = (index: number) => change({ subject: tutor.subjects[index]?.subject, level: tutor.subjects[index]?.level });

  return (
    <div className={classes.layout}>
      <Stack gap={40} style={{ minWidth: 0 }}>
        <TutorHeader tutor={tutor} mark={<FavouriteHeart tutorId={tutor.tutor_id} name={tutor.full_name} />} />
        {tutor.paused && (
          <Text p="lg" bg="var(--warn-bg)" c="var(--warn-text)" style={{ borderRadius: 14 }}>
            <Trans>Репетитор взял паузу и не принимает новых учеников. Если вы уже занимались вместе, свободное время ниже — для вас.</Trans>
          </Text>
        )}
        <section className="surface" id="slots" style={{ padding: "clamp(16px, 3vw, 24px)" }}>
          <Title order={2} fz={20} mb="md">
            <Trans>Выберите время</Trans>
          </Title>
          <div className={classes.choice}>
            <NativeSelect label={t`Предмет`} value={tutor.subjects.indexOf(offer)} onChange={(event) => take(Number(event.currentTarget.value))}
              data={tutor.subjects.map((item, index) => ({
                value: String(index), label: t`${names.subject(item.subject)}: ${names.level(item.subject, item.level)}`,
              }))} />
            <NativeSelect label={t`Длительность`} value={minutes} onChange={(event) => change({ minutes: Number(event.currentTarget.value), at: undefined })}
              data={tutor.lesson_minutes.map((value) => ({ value: String(value), label: t`${value} минут` }))} />
            <ZoneSelect label={t`Ваш часовой пояс`} value={zone} onChange={choose} />
          </div>
          <SlotPicker tutorId={tutor.tutor_id} minutes={minutes} first={first} showFrom={(from) => change({ from, at: undefined })}
            nextSlotAt={tutor.next_slot_at} selected={choice.at} select={(at) => change({ at })} />
        </section>
        {pays && (
          <section className="surface" style={{ padding: "clamp(16px, 3vw, 24px)" }}>
            <Title order={2} fz={20} mb="md">
              <Trans>Подписка</Trans>
            </Title>
            <PlanPicker tutorId={tutor.tutor_id} subject={offer.subject} level={offer.level} minutes={minutes} />
          </section>
        )}
        <TutorAbout tutor={tutor} />
        <Reviews tutorId={tutor.tutor_id} />
      </Stack>
      <BookingBar tutorId={tutor.tutor_id} subject={offer.subject} level={offer.level} offerName={name} minutes={minutes}
        price={lessonPrice(offer.price_kopecks_per_hour, minutes)} startsAt={choice.at} preset={tutor.cancellation_preset}
        tutorZone={tutor.timezone} />
    </div>
  );
}

/** An hour is what most people look for; else the shortest lesson the tutor gives. */
function preferred(minutes: readonly number[]): number {
  return minutes.includes(60) ? 60 : Math.min(...minutes);
}
