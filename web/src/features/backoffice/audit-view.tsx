import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { ProblemAlert } from "~/ui/problem";
import { addDays, startOfDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { AuditFiltersForm } from "./audit-filters";
import { type AuditSearch, filtersOf } from "./audit-search";
import { AuditTable } from "./audit-table";
import { ChainState } from "./chain-state";
import { DeskPage } from "./desk-frame";
import { useExport } from "./queries";

export function AuditView({ search, change }: { search: AuditSearch; change: (search: AuditSearch) => void }) {
  const { t } = useLingui();
  const { zone } = useZone();
  const save = useExport();
  const filters = filtersOf(search, (day) => startOfDay(day, zone), (day) => addDays(day, 1));
  return (
    <DeskPage title={t`Журнал аудита`} lead={t`Кто, что, с кем и почему. Чтение журнала тоже записывается.`}
      actions={
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate(filters)}>
          <Trans>Скачать CSV</Trans>
        </Button>
      }>
      <ProblemAlert error={save.error} />
      <ChainState />
      <AuditFiltersForm key={JSON.stringify([search.subject, search.actor_id])} search={search} change={change} />
      <AuditTable filters={filters} narrow={change} />
    </DeskPage>
  );
}
