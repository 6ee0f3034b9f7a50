import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { IntegrationsView } from "~/features/backoffice/integrations-view";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/integrations")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("integrations", context.session.roles)) throw notFound();
  },
  component: Systems,
});

function Systems() {
  const { t } = useLingui();
  return (
    <DeskPage title={t`Внешние системы`} lead={t`Как они отвечали этой установке, по счёту всех её процессов.`}>
      <IntegrationsView />
    </DeskPage>
  );
}
