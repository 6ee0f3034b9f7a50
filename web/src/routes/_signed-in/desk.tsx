import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound, Outlet } from "@tanstack/react-router";
import { DeskFrame } from "~/features/backoffice/desk-frame";
import { isStaff } from "~/api/roles";
import { EmptyState } from "~/ui/empty-state";
import { ShieldIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/page";

/** Staff only; for others it is not there. */
export const Route = createFileRoute("/_signed-in/desk")({
  beforeLoad: ({ context }) => {
    if (!isStaff(context.session.roles)) throw notFound();
  },
  component: Desk,
});

function Desk() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  if (session.level !== "two_factors") {
    return (
      <Page title={t`Рабочее место`} size="sm">
        <EmptyState icon={<ShieldIcon size={36} />} title={t`Нужен второй фактор`}
          action={<ButtonLink to="/settings/security"><Trans>Подключить</Trans></ButtonLink>}>
          <Trans>Сотрудники работают только с ключом доступа или приложением с кодами. Подключите одно из них и войдите ещё раз.</Trans>
        </EmptyState>
      </Page>
    );
  }
  return (
    <DeskFrame roles={session.roles}>
      <Outlet />
    </DeskFrame>
  );
}
