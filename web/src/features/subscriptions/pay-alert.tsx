import { Button, Group, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type Subscription, usePay } from "./queries";
import { useDeclineWords } from "./subscription-words";

/** What is owed and why, with the button that pays it; nothing when nothing is owed. */
export function PayAlert({ subscription }: { subscription: Subscription }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const declines = useDeclineWords();
  const pay = usePay(subscription.id);
  const { payment, state, ends_at, retry_at, decline } = subscription;
  if (!subscription.allowed_actions.includes("pay")) return null;
  const day = (at: string) => fullDate(new Date(at), zone, i18n.locale);
  const open = payment?.confirmation_url;
  const amount = payment?.amount_kopecks ?? subscription.price_kopecks;
  const go = () =>
    pay.mutate({}, { onSuccess: (found) => found.payment?.confirmation_url && window.location.assign(found.payment.confirmation_url) });
  const late = state === "past_due";
  return (
    <Group p={{ base: "md", sm: "lg" }} gap="md" justify="space-between" role="status"
      style={{ borderRadius: 14, background: late ? "var(--bad-bg)" : "var(--soft)", color: late ? "var(--bad-text)" : "var(--soft-text)" }}>
      <div style={{ flex: "1 1 280px" }}>
        <Text fw={600}>
          {late ? <Trans>Подписка не оплачена</Trans> : state === "incomplete" ? <Trans>Подписка начнётся после оплаты</Trans> : <Trans>Можно оплатить следующий период</Trans>}
        </Text>
        {decline && <Text size="sm">{declines[decline]}</Text>}
        {late && retry_at && (
          <Text size="sm">
            <Trans>Следующая попытка списания {day(retry_at)}.</Trans>
          </Text>
        )}
        {late && ends_at && (
          <Text size="sm">
            <Trans>Без оплаты подписка закончится {day(ends_at)}. Купленные минуты останутся.</Trans>
          </Text>
        )}
        <ProblemAlert error={pay.error} />
      </div>
      {open ? (
        <Button component="a" href={open}>
          <Trans>Оплатить {rubles(amount, i18n.locale)}</Trans>
        </Button>
      ) : (
        <Button loading={pay.isPending} onClick={go}>
          <Trans>Оплатить {rubles(amount, i18n.locale)}</Trans>
        </Button>
      )}
    </Group>
  );
}
