import { useLingui } from "@lingui/react/macro";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { useSubjectNames } from "~/features/catalog/queries";
import { subscriptionsQuery, useLiveSubscriptions } from "~/features/subscriptions/queries";
import { SubscriptionList } from "~/features/subscriptions/subscription-list";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/subscriptions/")({
  beforeLoad: ({ context }) => {
    if (context.session.roles.includes("tutor")) throw redirect({ to: "/tutor" });
  },
  loader: ({ context }) => void context.queryClient.prefetchQuery(subscriptionsQuery),
  component: Subscriptions,
});

function Subscriptions() {
  const { t } = useLingui();
  const names = useSubjectNames();
  useLiveSubscriptions();
  return (
    <Page title={t`Подписки`} lead={t`Занятия на 4 недели вперёд одной оплатой`} size="md">
      <SubscriptionList subjectName={names.subject} />
    </Page>
  );
}
