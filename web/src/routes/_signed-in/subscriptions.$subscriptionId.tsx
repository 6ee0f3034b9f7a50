import { Skeleton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { problemOf } from "~/api/problem";
import { NotFoundPage } from "~/app/not-found-page";
import { ConsentBox } from "~/features/accounts/consent-box";
import { useSubjectNames } from "~/features/catalog/queries";
import { RefundLot } from "~/features/payments/refund-lot";
import { LotsOf } from "~/features/subscriptions/credit-lots";
import { subscriptionQuery, useLiveSubscriptions } from "~/features/subscriptions/queries";
import { SubscriptionView } from "~/features/subscriptions/subscription-view";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/_signed-in/subscriptions/$subscriptionId")({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(subscriptionQuery(params.subscriptionId)),
  component: SubscriptionPage,
});

function SubscriptionPage() {
  const { t } = useLingui();
  const { subscriptionId } = Route.useParams();
  const names = useSubjectNames();
  useLiveSubscriptions();
  const { data, error, refetch } = useQuery(subscriptionQuery(subscriptionId));
  if (error && [400, 404].includes(problemOf(error).status)) return <NotFoundPage />;
  const back = (
    <TextLink to="/subscriptions">
      <Trans>Все подписки</Trans>
    </TextLink>
  );
  return (
    <Page title={t`Подписка`} lead={back}>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={420} radius={14} />}
      {data && (
        <SubscriptionView subscription={data} subjectName={names.subject(data.subject)}
          tick={(version, change) => <ConsentBox kind="autopay" version={version} change={change} required={false} />}
          lots={<LotsOf tutorId={data.tutor_id} learnerId={data.learner_id} refund={(lot) => <RefundLot lotId={lot.lot_id} />} />} />
      )}
    </Page>
  );
}
