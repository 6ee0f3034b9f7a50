import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { mayOpen } from "~/features/backoffice/sections";
import { VerificationQueue } from "~/features/backoffice/verification-queue";

export const Route = createFileRoute("/_signed-in/desk/verifications/")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("verifications", context.session.roles)) throw notFound();
  },
  component: Verifications,
});

function Verifications() {
  const { t } = useLingui();
  return (
    <DeskPage title={t`Проверка репетиторов`} lead={t`Сначала те, чей срок ближе.`}>
      <VerificationQueue />
    </DeskPage>
  );
}
