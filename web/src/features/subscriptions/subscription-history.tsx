import { Skeleton, Text } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { LoadError } from "~/ui/problem";
import { clock, fullDate } from "~/ui/time";
import classes from "~/ui/timeline.module.css";
import { useZone } from "~/ui/zone";
import { historyQuery, type Step } from "./queries";

/** What happened to the subscription; the latest first. */
export function SubscriptionHistory({ subscriptionId, version }: { subscriptionId: string; version: number }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const words = useTriggerWords();
  const { queryKey, ...query } = historyQuery(subscriptionId);
  const { data, error, refetch } = useQuery({ ...query, queryKey: [...queryKey, version] as never });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={96} radius={12} />;
  return (
    <ol className={classes.steps}>
      {[...(data.items as Step[])].reverse().map((step) => (
        <li key={step.at + step.trigger}>
          <Text fw={500}>{words[step.trigger] ?? step.trigger}</Text>
          <Text size="sm" c="dimmed" className="numbers">
            {fullDate(new Date(step.at), zone, i18n.locale)}, {clock(new Date(step.at), zone, i18n.locale)}
          </Text>
        </li>
      ))}
    </ol>
  );
}

function useTriggerWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    subscribed: t`Подписка оформлена`,
    first_paid: t`Первый период оплачен`,
    never_paid: t`Оплата не пришла, подписка не началась`,
    renewed: t`Период оплачен`,
    skipped: t`Оплата пропущена: минут хватает`,
    unpaid: t`Оплата не прошла`,
    paid_late: t`Период оплачен с опозданием`,
    cancel_asked: t`Отмена: закончится с концом периода`,
    cancel_undone: t`Отмена возвращена`,
    period_over: t`Период закончился, подписка завершена`,
    given_up: t`Подписка завершена без оплаты`,
    refunded: t`Запрошен возврат денег, подписка завершена`,
    collection_changed: t`Изменён способ оплаты`,
  };
}
