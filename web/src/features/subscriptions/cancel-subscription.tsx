import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type CancelReason, type Subscription, useCancel, useUndoCancel } from "./queries";
import { useCancelReasons } from "./subscription-words";

/** Ends the subscription with its period; until then one click brings it back. */
export function CancelSubscription({ subscription }: { subscription: Subscription }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const undo = useUndoCancel();
  // Here, for this stays when the answer has come; the dialog may be gone by then.
  const cancel = useCancel();
  const [asking, setAsking] = useState(false);
  const params = { path: { subscription_id: subscription.id } };
  const end = subscription.period_end ? fullDate(new Date(subscription.period_end), zone, i18n.locale) : "";
  if (subscription.cancel_at_period_end) {
    return (
      <Stack gap="sm" align="flex-start">
        <Text c="dimmed">
          <Trans>До {end} всё работает как обычно, потом подписка закончится. Больше ничего не спишется.</Trans>
        </Text>
        <ProblemAlert error={undo.error} />
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate({ params, body: {} } as Parameters<typeof undo.mutate>[0])}>
          <Trans>Продолжить подписку</Trans>
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="sm" align="flex-start">
      <Text c="dimmed">
        <Trans>Отмена бесплатна: списаний больше не будет, а купленные минуты останутся.</Trans>
      </Text>
      <Button variant="default" onClick={() => setAsking(true)}>
        <Trans>Отменить подписку</Trans>
      </Button>
      {asking && <AskReason subscription={subscription} end={end} cancel={cancel} close={() => setAsking(false)} />}
    </Stack>
  );
}

type AskReasonProps = { subscription: Subscription; end: string; cancel: ReturnType<typeof useCancel>; close: () => void };

function AskReason({ subscription, end, cancel, close }: AskReasonProps) {
  const { t } = useLingui();
  const reasons = useCancelReasons();
  const [reason, setReason] = useState<CancelReason>("unused");
  const submit = () =>
    cancel.mutate(
      { params: { path: { subscription_id: subscription.id } }, body: { reason_code: reason } } as Parameters<typeof cancel.mutate>[0],
      { onSuccess: close },
    );
  return (
    <Dialog opened close={close} title={t`Отменить подписку?`}>
      <Stack gap="md">
        <Text>
          <Trans>До {end} подписка действует, и отмену можно вернуть. Списаний больше не будет, свободные минуты останутся на балансе.</Trans>
        </Text>
        <NativeSelect label={t`Почему вы уходите`} value={reason} onChange={(event) => setReason(event.currentTarget.value as CancelReason)}
          data={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
        <ProblemAlert error={cancel.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Не отменять</Trans>
          </Button>
          <Button color="red.9" loading={cancel.isPending} onClick={submit}>
            <Trans>Отменить подписку</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
