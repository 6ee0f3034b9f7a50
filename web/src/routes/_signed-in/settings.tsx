import { useLingui } from "@lingui/react/macro";
import { createFileRoute, Outlet } from "@tanstack/react-router";
import { Page } from "~/ui/page";
import { SubNavigation } from "~/ui/sub-navigation";

export const Route = createFileRoute("/_signed-in/settings")({ component: Settings });

function Settings() {
  const { t } = useLingui();
  const pages = [
    { to: "/settings", label: t`Профиль` },
    { to: "/settings/security", label: t`Безопасность` },
    { to: "/settings/notifications", label: t`Уведомления` },
    { to: "/settings/privacy", label: t`Данные и согласия` },
  ] as const;
  return (
    <Page title={t`Настройки`} size={640}>
      <SubNavigation label={t`Разделы настроек`} pages={[...pages]} />
      <Outlet />
    </Page>
  );
}
