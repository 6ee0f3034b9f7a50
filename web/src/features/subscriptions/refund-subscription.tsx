import { Button, Group, NativeSelect, Skeleton, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Panel } from "~/ui/cabinet";
import { Dialog } from "~/ui/dialog";
import { TextLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { type RefundReason, type Subscription, useRefundQuote, useRefundSubscription } from "./queries";
import { useRefundReasons } from "./subscription-words";

/** Money for everything that is not used; what it gives and until when is said before the click. */
export function RefundSubscription({ subscription }: { subscription: Subscription }) {
  const { t, i18n } = useLingui();
  const quote = useRefundQuote();
  const refund = useRefundSubscription(subscription.id);
  const [opened, setOpened] = useState(false);
  const open = () => {
    setOpened(true);
    quote.mutate({ body: { subscription_id: subscription.id } });
  };
  const may = subscription.allowed_actions.includes("refund");
  const asked = refund.isSuccess && quote.data;
  if (!may && !asked && subscription.ended_reason !== "refunded") return null;
  return (
    <Panel title={t`Возврат денег`}>
      <Stack gap="sm" align="flex-start" role="status">
        {asked && (
          <Text>
            <Trans>Заявка на {rubles(asked.refund_kopecks, i18n.locale)} принята, деньги придут на карту не позднее {asked.days} дней.</Trans>
          </Text>
        )}
        {!may && (
          <Text c="dimmed">
            <Trans>
              Где сейчас деньги и когда придут — на странице <TextLink to="/payments" inherit underline="always">«Платежи»</TextLink>. Там же заявку можно отозвать, пока её не рассмотрели.
            </Trans>
          </Text>
        )}
        {may && !asked && (
          <>
            <Text c="dimmed">
              <Trans>Вернём деньги за все неиспользованные минуты этой подписки. Сначала покажем сумму.</Trans>
            </Text>
            <Button variant="default" onClick={open}>
              <Trans>Вернуть деньги за всё</Trans>
            </Button>
          </>
        )}
      </Stack>
      {opened && <AskForMoney quote={quote} refund={refund} close={() => setOpened(false)} />}
    </Panel>
  );
}

type AskForMoneyProps = { quote: ReturnType<typeof useRefundQuote>; refund: ReturnType<typeof useRefundSubscription>; close: () => void };

function AskForMoney({ quote, refund, close }: AskForMoneyProps) {
  const { t, i18n } = useLingui();
  const reasons = useRefundReasons();
  const [reason, setReason] = useState<RefundReason>("not_needed");
  const cost = quote.data;
  return (
    <Dialog opened close={close} title={t`Вернуть деньги за все минуты?`}>
      <Stack gap="md">
        {!cost && !quote.error && <Skeleton height={72} />}
        {cost && (
          <Stack gap="xs" role="status">
            <Text>
              <Trans>
                На карту вернётся {rubles(cost.refund_kopecks, i18n.locale)} за <Plural value={cost.refund_minutes} one="# минуту" few="# минуты" many="# минут" other="# минуты" />. Минуты исчезнут с баланса.
              </Trans>
            </Text>
            <Text>
              {cost.ends_subscription && <Trans>Подписка сразу закончится, больше ничего не спишется.</Trans>}
              {cost.reserved_minutes > 0 && <Trans>Ещё {cost.reserved_minutes} мин. ждут назначенных занятий и останутся; чтобы вернуть и их, сначала отмените занятия.</Trans>}
            </Text>
          </Stack>
        )}
        <NativeSelect label={t`Почему возвращаете`} value={reason} onChange={(event) => setReason(event.currentTarget.value as RefundReason)}
          data={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
        {cost && (
          <Text size="sm" c="dimmed">
            <Trans>Деньги вернутся туда, откуда пришли, не позднее {cost.days} дней. Пока заявку не рассмотрели, её можно отозвать.</Trans>
          </Text>
        )}
        <ProblemAlert error={quote.error ?? refund.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Оставить минуты</Trans>
          </Button>
          <Button disabled={!cost} loading={refund.isPending} onClick={() => refund.mutate({ reason_code: reason }, { onSuccess: close })}>
            {cost ? <Trans>Вернуть {rubles(cost.refund_kopecks, i18n.locale)}</Trans> : <Trans>Вернуть деньги</Trans>}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
