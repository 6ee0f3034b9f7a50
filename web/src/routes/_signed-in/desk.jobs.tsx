import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { ParkedList } from "~/features/backoffice/parked-list";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/jobs")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("jobs", context.session.roles)) throw notFound();
  },
  component: Jobs,
});

function Jobs() {
  const { t } = useLingui();
  return (
    <DeskPage title={t`Остановленные задания`} lead={t`Не удались десять раз подряд и ждут человека. Повтор безопасен: дважды ничего не делается.`}>
      <ParkedList />
    </DeskPage>
  );
}
