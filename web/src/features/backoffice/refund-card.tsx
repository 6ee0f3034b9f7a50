import { Button, Group, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { TextLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { StateBadge } from "~/ui/state-badge";
import { Moment } from "./moment";
import type { DeskRefund } from "./money-queries";
import { REFUND_TONES, useAnswers, useDoubts, useProviderReasons, useRefundReasons, useRefundStates } from "./money-words";

const DecideRefund = lazy(() => import("./decide-refund"));

/** A refund with what is needed to decide about it, and the buttons of whoever may. */
export function RefundCard({ refund, bare = false }: { refund: DeskRefund; bare?: boolean }) {
  const { t } = useLingui();
  const states = useRefundStates();
  const reasons = useRefundReasons();
  const [action, setAction] = useState<DeskRefund["actions"][number] | null>(null);
  return (
    <Stack component="article" className={bare ? undefined : "surface"} p={bare ? 0 : "md"} px={bare ? 0 : "lg"} gap={8}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div style={{ minWidth: 0 }}>
          <Group gap="sm">
            <Text component="span" fz={20} fw={650}>
              <Money kopecks={refund.amount_kopecks} />
            </Text>
            <StateBadge tone={REFUND_TONES[refund.state]}>{states[refund.state]}</StateBadge>
          </Group>
          {!bare && (
            <Text fw={550} mt={4}>
              {refund.payer.full_name ?? t`Человек удалён`}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {refund.origin === "payer" ? <Trans>Попросил плательщик: {reasons(refund.reason)}</Trans> : <Trans>По правилам: {reasons(refund.reason)}</Trans>}
          </Text>
        </div>
        <Group gap="xs">
          {refund.actions.includes("reject") && (
            <Button variant="default" onClick={() => setAction("reject")} aria-label={t`Отклонить возврат: ${refund.payer.full_name ?? ""}`}>
              <Trans>Отклонить…</Trans>
            </Button>
          )}
          {refund.actions.includes("approve") && (
            <Button data-row onClick={() => setAction("approve")} aria-label={t`Согласиться с возвратом: ${refund.payer.full_name ?? ""}`}>
              <Trans>Согласиться…</Trans>
            </Button>
          )}
          {refund.actions.includes("pay_by_hand") && (
            <Button data-row onClick={() => setAction("pay_by_hand")}>
              <Trans>Выплачено из банка…</Trans>
            </Button>
          )}
        </Group>
      </Group>
      <Why refund={refund} />
      <Text size="sm" c="dimmed">
        <Trans>Попросили <Moment at={refund.created_at} /></Trans>
        {refund.deadline_at && <Trans>, деньги не позднее <Moment at={refund.deadline_at} to="day" /></Trans>}
        {!bare && (
          <>
            {" · "}
            <TextLink to="/desk/payments/$paymentId" params={{ paymentId: refund.payment_id }} size="sm" underline="always">
              <Trans>Платёж на <Money kopecks={refund.payment_kopecks} /></Trans>
            </TextLink>
          </>
        )}
      </Text>
      <Suspense>{action && <DecideRefund refund={refund} action={action} close={() => setAction(null)} />}</Suspense>
    </Stack>
  );
}

/** Why people decide, who has agreed, why it was declined or could not be sent. */
function Why({ refund }: { refund: DeskRefund }) {
  const doubts = useDoubts();
  const answers = useAnswers();
  const said = useProviderReasons();
  const agreed = refund.agreed.length;
  return (
    <>
      {refund.state === "requested" && refund.doubts.length > 0 && (
        <Text size="sm">
          <Trans>Решают люди: {refund.doubts.map(doubts).join(", ")}.</Trans>
        </Text>
      )}
      {(refund.state === "requested" ? refund.needed > 1 || agreed > 0 : agreed > 0) && (
        <Text size="sm">
          {refund.state === "requested" && (
            <>
              <Plural value={refund.needed} one="Нужен # человек" few="Нужны # человека" many="Нужно # человек" other="Нужно # человека" />.{" "}
            </>
          )}
          {agreed > 0 ? <Trans>Согласились: {refund.agreed.map((each) => each.by.full_name ?? "—").join(", ")}.</Trans> : <Trans>Пока никто не согласился.</Trans>}
        </Text>
      )}
      {refund.answer && (
        <Text size="sm">
          <Trans>Плательщику сказано: {answers[refund.answer as keyof typeof answers] ?? refund.answer}.</Trans>
        </Text>
      )}
      {refund.provider_reason && refund.state !== "succeeded" && (
        <Text size="sm" c="var(--bad-text)">
          <Trans>Платёжная система не отправила: {said(refund.provider_reason)}. Попытка № {refund.attempt}.</Trans>
        </Text>
      )}
    </>
  );
}
