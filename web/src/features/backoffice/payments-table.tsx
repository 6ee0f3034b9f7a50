import { Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "~/ui/empty-state";
import { CardIcon } from "~/ui/icons";
import { Money } from "~/ui/money";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { Moment } from "./moment";
import { type FoundPayment, type MoneyFilters, useFoundPayments } from "./money-queries";
import { PAYMENT_TONES, usePaymentStates } from "./money-words";
import { ShowMore } from "./show-more";
import { useRowKeys } from "./use-row-keys";
import classes from "./rows.module.css";

export function PaymentsTable({ filters }: { filters: MoneyFilters }) {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const payments = useFoundPayments(filters);
  if (payments.error && !payments.data) return <LoadError error={payments.error} retry={() => void payments.refetch()} />;
  if (!payments.data) return <Skeleton height={360} radius={14} />;
  const found = payments.data.pages.flatMap((page) => page.items);
  if (found.length === 0) {
    return (
      <EmptyState icon={<CardIcon size={36} />} title={t`Таких платежей нет`}>
        <Trans>Номер и почту вводят целиком, имя — любой частью. Проверьте сумму, состояние и дни.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <div ref={list} className={`surface ${classes.rows}`} aria-busy={payments.isPlaceholderData}>
        <div className={`${classes.head} ${classes.payment}`} aria-hidden="true">
          <span><Trans>Плательщик и за что</Trans></span>
          <span><Trans>Состояние</Trans></span>
          <span><Trans>Создан</Trans></span>
          <span className={classes.sum}><Trans>Сумма</Trans></span>
        </div>
        {found.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} />
        ))}
      </div>
      <ShowMore list={payments} />
    </>
  );
}

function PaymentRow({ payment }: { payment: FoundPayment }) {
  const { t } = useLingui();
  const states = usePaymentStates();
  return (
    <Link to="/desk/payments/$paymentId" params={{ paymentId: payment.id }} data-row className={`${classes.row} ${classes.payment}`}>
      <div style={{ minWidth: 0 }}>
        <Text fw={550} truncate>
          {payment.payer.full_name ?? t`Человек удалён`}
        </Text>
        <Text size="sm" c="dimmed" truncate>
          {payment.description}
        </Text>
      </div>
      <span>
        <StateBadge tone={PAYMENT_TONES[payment.state]}>{states[payment.state]}</StateBadge>
      </span>
      <Text size="sm" c="dimmed">
        <Moment at={payment.created_at} />
      </Text>
      <div className={classes.sum}>
        <Money kopecks={payment.amount_kopecks} fw={600} />
        {payment.refunded_kopecks > 0 && (
          <Text size="xs" c="dimmed">
            <Trans>вернули <Money kopecks={payment.refunded_kopecks} /></Trans>
          </Text>
        )}
      </div>
    </Link>
  );
}
