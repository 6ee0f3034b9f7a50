import { Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { NoticeList } from "~/features/notifications/notice-list";
import { Choice } from "~/ui/choice";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/notifications")({
  validateSearch: (search: Record<string, unknown>): { unread?: true } => (search.unread ? { unread: true } : {}),
  component: Notifications,
});

function Notifications() {
  const { t } = useLingui();
  const { unread = false } = Route.useSearch();
  const navigate = useNavigate();
  const show = (which: string) => void navigate({ to: "/notifications", search: which === "unread" ? { unread: true } : {}, replace: true });
  return (
    <Page
      title={t`Уведомления`} size={720}
      lead={
        <TextLink to="/settings/notifications">
          <Trans>Что и когда присылать</Trans>
        </TextLink>
      }
    >
      <Stack gap="lg">
        <Choice label={t`Показать`} value={unread ? "unread" : "all"} change={show}
          options={[{ value: "all", label: t`Все` }, { value: "unread", label: t`Непрочитанные` }]} />
        <NoticeList unreadOnly={unread} />
      </Stack>
    </Page>
  );
}
