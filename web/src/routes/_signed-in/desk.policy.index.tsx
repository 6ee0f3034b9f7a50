import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { PolicyList } from "~/features/backoffice/policy-list";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/policy/")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("policy", context.session.roles)) throw notFound();
  },
  component: Policy,
});

function Policy() {
  const { t } = useLingui();
  return (
    <DeskPage title={t`Правила и лимиты`} lead={t`Каждое изменение — новая версия с причиной. Уже проданное живёт по тем числам, с которыми его купили.`}>
      <PolicyList />
    </DeskPage>
  );
}
