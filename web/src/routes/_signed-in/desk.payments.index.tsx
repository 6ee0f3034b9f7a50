import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { moneyFiltersOf, type MoneySearch, moneySearchFrom } from "~/features/backoffice/money-search";
import { MoneySearchForm } from "~/features/backoffice/money-search-form";
import { PaymentsTable } from "~/features/backoffice/payments-table";
import { mayOpen } from "~/features/backoffice/sections";
import { addDays, startOfDay } from "~/ui/time";
import { useZone } from "~/ui/zone";

export const Route = createFileRoute("/_signed-in/desk/payments/")({
  validateSearch: moneySearchFrom,
  beforeLoad: ({ context }) => {
    if (!mayOpen("payments", context.session.roles)) throw notFound();
  },
  component: Payments,
});

function Payments() {
  const { t } = useLingui();
  const { zone } = useZone();
  const search = Route.useSearch();
  const navigate = useNavigate({ from: "/desk/payments/" });
  const change = (next: MoneySearch) => void navigate({ search: next, resetScroll: false });
  const filters = moneyFiltersOf(search, (day) => startOfDay(day, zone), (day) => addDays(day, 1));
  return (
    <DeskPage title={t`Платежи`}>
      <MoneySearchForm search={search} change={change} />
      <PaymentsTable filters={filters} />
    </DeskPage>
  );
}
