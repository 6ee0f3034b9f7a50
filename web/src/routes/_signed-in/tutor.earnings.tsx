import { useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { EarningsView } from "~/features/payments/earnings-view";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/tutor/earnings")({ component: TutorEarnings });

function TutorEarnings() {
  const { t } = useLingui();
  return (
    <Page title={t`Доходы`}>
      <EarningsView />
    </Page>
  );
}
