import { Anchor, Button, Center, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "~/ui/empty-state";
import { CardIcon } from "~/ui/icons";
import { TextLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { LoadError } from "~/ui/problem";
import { StateBadge, type Tone } from "~/ui/state-badge";
import { clock, fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { usePaymentWords } from "./payment-words";
import { type Payment, usePayments } from "./queries";

export function PaymentList() {
  const { t } = useLingui();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePayments();
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={200} radius={14} />;
  const payments = data.pages.flatMap((page) => page.items);
  if (payments.length === 0) {
    return (
      <EmptyState icon={<CardIcon size={36} />} title={t`Платежей пока не было`}>
        <Trans>Здесь будут все оплаты и возвраты.</Trans>
      </EmptyState>
    );
  }
  return (
    <Stack gap="sm">
      {payments.map((payment) => (
        <PaymentRow key={payment.id} payment={payment} />
      ))}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Показать ещё</Trans>
          </Button>
        </Center>
      )}
    </Stack>
  );
}

const TONES: Record<Payment["state"], Tone> = { created: "warn", pending: "warn", unknown: "warn", succeeded: "good", canceled: "mute" };

function PaymentRow({ payment }: { payment: Payment }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const words = usePaymentWords();
  const at = new Date(payment.paid_at ?? payment.created_at);
  return (
    <Group component="article" className="surface" justify="space-between" p="md" px="lg" gap="sm">
      <div>
        <Text fw={500}>{payment.description}</Text>
        <Group gap="sm">
          <Text size="sm" c="dimmed" className="numbers">
            {fullDate(at, zone, i18n.locale)}, {clock(at, zone, i18n.locale)}
          </Text>
          {payment.lesson_id && (
            <TextLink to="/lessons/$lessonId" params={{ lessonId: payment.lesson_id }} size="sm">
              <Trans>Занятие</Trans>
            </TextLink>
          )}
          <TextLink to="/help/contact" search={{ payment: payment.id, category: "billing" }} size="sm">
            <Trans>Спросить об этом платеже</Trans>
          </TextLink>
          {payment.confirmation_url && payment.state === "pending" && (
            <Anchor href={payment.confirmation_url} size="sm">
              <Trans>Продолжить оплату</Trans>
            </Anchor>
          )}
        </Group>
      </div>
      <Group gap="md">
        {payment.refunded_kopecks > 0 && (
          <Text size="sm" c="dimmed">
            <Trans>
              возвращено <Money kopecks={payment.refunded_kopecks} />
            </Trans>
          </Text>
        )}
        <StateBadge tone={TONES[payment.state]}>{words[payment.state]}</StateBadge>
        <Money kopecks={payment.amount_kopecks} fw={600} />
      </Group>
    </Group>
  );
}
