import { useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { Start } from "~/features/backoffice/start";

export const Route = createFileRoute("/_signed-in/desk/")({ component: DeskStart });

function DeskStart() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  return (
    <DeskPage title={t`Что ждёт`}>
      <Start roles={session.roles} />
    </DeskPage>
  );
}
