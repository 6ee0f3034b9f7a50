import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { RefundQueue, type RefundTab } from "~/features/backoffice/refund-queue";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/refunds")({
  validateSearch: (search: Record<string, unknown>): { tab?: RefundTab } => (search.tab === "done" ? { tab: "done" } : {}),
  beforeLoad: ({ context }) => {
    if (!mayOpen("refunds", context.session.roles)) throw notFound();
  },
  component: Refunds,
});

function Refunds() {
  const { t } = useLingui();
  const { tab = "open" } = Route.useSearch();
  const navigate = useNavigate({ from: "/desk/refunds" });
  const show = (next: RefundTab) => void navigate({ search: next === "done" ? { tab: next } : {}, resetScroll: false });
  return (
    <DeskPage title={t`Возвраты`} lead={t`Большую сумму подтверждают двое. Никто не решает о своих деньгах.`}>
      <RefundQueue tab={tab} show={show} />
    </DeskPage>
  );
}
