import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { problemOf } from "~/api/problem";
import { EmptyState } from "~/ui/empty-state";
import { CardIcon } from "~/ui/icons";
import { Money } from "~/ui/money";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { Section } from "~/ui/section";
import { StateBadge } from "~/ui/state-badge";
import { DeskPage } from "./desk-frame";
import { Facts } from "./facts";
import { Moment } from "./moment";
import { type PaymentFile, paymentFileQuery, useAskProvider } from "./money-queries";
import { PAYMENT_TONES, usePaymentStates, useProviderReasons } from "./money-words";
import { Ledger, Timeline } from "./payment-story";
import { RefundCard } from "./refund-card";
import rows from "./rows.module.css";

const RefundCheck = lazy(() => import("./refund-check"));

/** A payment with all that happened to it. `pays`: whoever looks may do more than look. */
export function PaymentView({ paymentId, pays }: { paymentId: string; pays: boolean }) {
  const { t } = useLingui();
  const { data: file, error, refetch } = useQuery(paymentFileQuery(paymentId));
  if (error && problemOf(error).status === 404) {
    return (
      <DeskPage title={t`Платёж`}>
        <EmptyState icon={<CardIcon size={36} />} title={t`Такого платежа нет`} />
      </DeskPage>
    );
  }
  if (error && !file) return <LoadError error={error} retry={() => void refetch()} />;
  if (!file) return <Skeleton height={420} radius={14} />;
  return (
    <DeskPage title={t`Платёж`} lead={file.payment.description}>
      <Stack gap="lg">
        <Summary file={file} pays={pays} />
        {file.refunds.length > 0 && (
          <Section title={t`Возвраты`}>
            {file.refunds.map((refund) => (
              <RefundCard key={refund.id} refund={refund} bare />
            ))}
          </Section>
        )}
        <Section title={t`Что происходило`}>
          <Timeline file={file} />
        </Section>
        <Section title={t`Проводки`}>
          <Ledger lines={file.ledger} />
        </Section>
      </Stack>
    </DeskPage>
  );
}

function Summary({ file, pays }: { file: PaymentFile; pays: boolean }) {
  const { t } = useLingui();
  const states = usePaymentStates();
  const reasons = useProviderReasons();
  const [checking, setChecking] = useState(false);
  const { payment } = file;
  return (
    <Stack className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
      <Group justify="space-between" gap="md">
        <Group gap="md">
          <Text fz={28} fw={650} lh={1.2}>
            <Money kopecks={payment.amount_kopecks} />
          </Text>
          <StateBadge tone={PAYMENT_TONES[payment.state]}>{states[payment.state]}</StateBadge>
        </Group>
        {pays && (
          <Button variant="default" onClick={() => setChecking(true)}>
            {file.flag_reason === null ? <Trans>Проверять возвраты плательщика…</Trans> : <Trans>Снять проверку возвратов…</Trans>}
          </Button>
        )}
      </Group>
      <Facts items={[
        [t`Плательщик`, payment.payer.full_name ?? t`Человек удалён`],
        [t`Репетитор`, file.tutor.full_name ?? t`Человек удалён`],
        [t`Создан`, <Moment key="created" at={payment.created_at} to="second" />],
        [t`Оплачен`, payment.paid_at ? <Moment key="paid" at={payment.paid_at} to="second" /> : "—"],
        [t`Возвращено`, <Money key="returned" kopecks={payment.refunded_kopecks} />],
        ...(payment.reason ? [[t`Почему не прошёл`, reasons(payment.reason)] as [string, string]] : []),
        [t`Наш номер`, <span key="id" className={rows.mono}>{payment.id}</span>],
        [t`Номер в платёжной системе`, <span key="theirs" className={rows.mono}>{file.provider_id ?? "—"}</span>],
      ]} />
      {file.flag_reason !== null && (
        <Text size="sm" c="var(--warn-text)">
          <Trans>Возвраты этого плательщика решают люди: {file.flag_reason}</Trans>
        </Text>
      )}
      {pays && <Provider paymentId={payment.id} ours={payment.amount_kopecks} />}
      <Suspense>
        {checking && <RefundCheck userId={payment.payer.user_id} name={payment.payer.full_name ?? ""} wary={file.flag_reason === null} close={() => setChecking(false)} />}
      </Suspense>
    </Stack>
  );
}

/** Asked only on demand: it is a call to the Payment System. */
function Provider({ paymentId, ours }: { paymentId: string; ours: number }) {
  const ask = useAskProvider();
  const reasons = useProviderReasons();
  const states: Partial<Record<string, string>> = usePaymentStates();
  const said = ask.data;
  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="light" loading={ask.isPending} onClick={() => ask.mutate({ params: { path: { payment_id: paymentId } } })}>
        <Trans>Спросить платёжную систему</Trans>
      </Button>
      {said && (
        <Text size="sm" role="status">
          {said.status ? (
            <Trans>
              Платёжная система говорит: <span>{states[said.status] ?? said.status}</span>, <Money kopecks={said.amount_kopecks ?? 0} />.
            </Trans>
          ) : (
            <Trans>Платёжная система не ответила: {reasons(said.reason ?? "")}.</Trans>
          )}{" "}
          {said.amount_kopecks !== null && said.amount_kopecks !== ours && (
            <Text span c="var(--bad-text)">
              <Trans>Сумма не совпадает с нашей.</Trans>
            </Text>
          )}
        </Text>
      )}
      <ProblemAlert error={ask.error} />
    </Stack>
  );
}
