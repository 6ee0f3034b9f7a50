import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { ReviewQueue } from "~/features/backoffice/review-queue";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/reviews/")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("reviews", context.session.roles)) throw notFound();
  },
  component: Reviews,
});

function Reviews() {
  const { t } = useLingui();
  return (
    <DeskPage title={t`Правки анкет`} lead={t`Сначала те, что ждут дольше всех.`}>
      <ReviewQueue />
    </DeskPage>
  );
}
