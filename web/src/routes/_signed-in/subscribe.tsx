import { Skeleton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { ConsentBox } from "~/features/accounts/consent-box";
import { childrenQuery, guardianshipsQuery, learnersOf } from "~/features/accounts/queries";
import { tutorQuery, useSubjectNames } from "~/features/catalog/queries";
import { plansQuery, type Subscription } from "~/features/subscriptions/queries";
import { Subscribe } from "~/features/subscriptions/subscribe";
import { EmptyState } from "~/ui/empty-state";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

const text = (value: unknown) => (typeof value === "string" ? value : "");

export const Route = createFileRoute("/_signed-in/subscribe")({
  validateSearch: (search: Record<string, unknown>) => ({
    tutor: text(search.tutor),
    subject: text(search.subject),
    level: text(search.level),
    minutes: Number(search.minutes) || 60,
    per_week: Number(search.per_week) || 1,
  }),
  component: SubscribePage,
});

function SubscribePage() {
  const { t } = useLingui();
  const { tutor: tutorId, subject, level, minutes, per_week } = Route.useSearch();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate();
  const names = useSubjectNames();
  const guardian = session.roles.includes("guardian");
  const { data: tutor, error, refetch } = useQuery(tutorQuery(tutorId));
  const { data: plans, error: noPlans, refetch: again } = useQuery(plansQuery(tutorId));
  const { data: children } = useQuery({ ...childrenQuery, enabled: guardian });
  const { data: bonds } = useQuery({ ...guardianshipsQuery, enabled: guardian });
  const proceed = (made: Subscription) => {
    const pay = made.payment?.confirmation_url;
    if (pay) window.location.assign(pay);
    else void navigate({ to: "/checkout/return", search: { subscription: made.id } });
  };
  const plan = plans?.items.find(
    (each) => each.subject === subject && each.level === level && each.minutes === minutes && each.lessons_per_week === per_week,
  );
  const ready = tutor && plans && (!guardian || (children && bonds));
  const back = (
    <TextLink to="/tutors/$tutorId" params={{ tutorId }} search={{ subject, level, minutes }}>
      <Trans>Вернуться к репетитору</Trans>
    </TextLink>
  );
  return (
    <Page title={t`Подписка на занятия`} lead={back} size={560}>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {noPlans && <LoadError error={noPlans} retry={() => void again()} />}
      {!error && !noPlans && !ready && <Skeleton height={520} radius={14} />}
      {ready && !plan && (
        <EmptyState title={t`Такой подписки больше нет`}>
          <Trans>Вернитесь на страницу репетитора и выберите другую.</Trans>
        </EmptyState>
      )}
      {ready && plan && (
        <Subscribe tutor={{ id: tutorId, name: tutor.full_name, photo: tutor.photo_url }} plan={plan} chargesPerYear={plans.charges_per_year}
          offerName={t`${names.subject(subject)}: ${names.level(subject, level)}`} learners={learnersOf(children?.items ?? [], bonds?.items ?? [])}
          tick={(version, change) => <ConsentBox kind="autopay" version={version} change={change} required={false} />} subscribed={proceed} />
      )}
    </Page>
  );
}
