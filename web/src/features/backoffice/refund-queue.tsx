import { Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import { TabPanels } from "~/ui/tab-panels";
import { useRefundQueue } from "./money-queries";
import { RefundCard } from "./refund-card";
import { ShowMore } from "./show-more";
import { useRowKeys } from "./use-row-keys";

export type RefundTab = "open" | "done";

export function RefundQueue({ tab, show }: { tab: RefundTab; show: (tab: RefundTab) => void }) {
  const { t } = useLingui();
  return (
    <TabPanels shown={tab} show={show} tabs={[
      { name: "open", label: t`Открытые`, panel: <Refunds done={false} /> },
      { name: "done", label: t`Закрытые`, panel: <Refunds done /> },
    ]} />
  );
}

function Refunds({ done }: { done: boolean }) {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const refunds = useRefundQueue(done);
  if (refunds.error && !refunds.data) return <LoadError error={refunds.error} retry={() => void refunds.refetch()} />;
  if (!refunds.data) return <Skeleton height={240} radius={14} />;
  const found = refunds.data.pages.flatMap((page) => page.items);
  if (found.length === 0) {
    return (
      <EmptyState icon={<CheckIcon size={36} />} title={done ? t`Закрытых возвратов пока нет` : t`Все возвраты разобраны`}>
        {done ? (
          <Trans>Здесь будут возвращённые, отклонённые и отозванные.</Trans>
        ) : (
          <Trans>Небольшие возвраты давних плательщиков проходят сами; остальные ждут здесь.</Trans>
        )}
      </EmptyState>
    );
  }
  return (
    <>
      <Stack ref={list} gap="sm">
        {found.map((refund) => (
          <RefundCard key={refund.id} refund={refund} />
        ))}
      </Stack>
      <ShowMore list={refunds} />
    </>
  );
}
