import { Button, Group, NativeSelect, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { type PayersReason, useRefundLot, useRefundQuote } from "./queries";
import { usePayersReasons } from "./refund-words";

/** Shows what will come back and until when, then asks for it. */
export function RefundLot({ lotId }: { lotId: string }) {
  const { t, i18n } = useLingui();
  const [opened, setOpened] = useState(false);
  const cache = useQueryClient();
  const quote = useRefundQuote();
  const refund = useRefundLot();
  const reasons = usePayersReasons();
  const [reason, setReason] = useState<PayersReason>("not_needed");
  const open = () => {
    setOpened(true);
    quote.mutate({ body: { lot_id: lotId } });
  };
  const close = () => {
    setOpened(false);
    // The lot goes, and this dialog with it: only now, when the answer has been read.
    if (refund.isSuccess) void cache.refetchQueries({ stale: true, type: "active" });
  };
  const cost = quote.data;
  const days = cost?.days ?? 10;
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        <Trans>Вернуть деньги</Trans>
      </Button>
      <Dialog opened={opened} close={close} title={t`Вернуть деньги за минуты?`}>
        {refund.isSuccess ? (
          <Text role="status">
            <Trans>Заявка на {rubles(refund.data.amount_kopecks, i18n.locale)} принята. Деньги придут на карту не позднее {days} дней, следить за заявкой и отозвать её можно на странице «Платежи».</Trans>
          </Text>
        ) : (
          <Stack gap="md">
            {cost ? (
              <Text role="status">
                <Trans>
                  На карту вернётся {rubles(cost.refund_kopecks, i18n.locale)} за {cost.refund_minutes} свободных минут. Минуты исчезнут с баланса.
                </Trans>
              </Text>
            ) : (
              !quote.error && <Skeleton height={48} />
            )}
            <NativeSelect label={t`Почему возвращаете`} value={reason} onChange={(event) => setReason(event.currentTarget.value as PayersReason)}
              data={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
            <Text size="sm" c="dimmed">
              <Trans>Деньги вернутся туда, откуда пришли, не позднее {days} дней. Пока заявку не рассмотрели, её можно отозвать.</Trans>
            </Text>
            <ProblemAlert error={quote.error ?? refund.error} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                <Trans>Оставить минуты</Trans>
              </Button>
              <Button disabled={!cost || cost.refund_kopecks === 0} loading={refund.isPending} onClick={() => refund.mutate({ lot_id: lotId, reason_code: reason })}>
                {cost ? <Trans>Вернуть {rubles(cost.refund_kopecks, i18n.locale)}</Trans> : <Trans>Вернуть деньги</Trans>}
              </Button>
            </Group>
          </Stack>
        )}
      </Dialog>
    </>
  );
}
