import { Stack, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { PaymentList } from "~/features/payments/payment-list";
import { PaymentMethods } from "~/features/payments/payment-methods";
import { RefundList } from "~/features/payments/refund-list";
import { RefundLot } from "~/features/payments/refund-lot";
import { CreditLots } from "~/features/subscriptions/credit-lots";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/payments")({
  beforeLoad: ({ context }) => {
    if (context.session.roles.includes("tutor")) throw redirect({ to: "/tutor/earnings" });
  },
  component: Payments,
});

function Payments() {
  const { t } = useLingui();
  return (
    <Page title={t`Платежи`}>
      <Stack gap={40}>
        <Stack component="section" gap="md">
          <Title order={2} fz={20}>
            <Trans>Баланс минут</Trans>
          </Title>
          <CreditLots refund={(lot) => <RefundLot lotId={lot.lot_id} />} />
        </Stack>
        <Stack component="section" gap="md">
          <Title order={2} fz={20}>
            <Trans>Сохранённые карты</Trans>
          </Title>
          <PaymentMethods />
        </Stack>
        <Stack component="section" gap="md">
          <Title order={2} fz={20}>
            <Trans>Возвраты</Trans>
          </Title>
          <RefundList />
        </Stack>
        <Stack component="section" gap="md">
          <Title order={2} fz={20}>
            <Trans>Оплаты</Trans>
          </Title>
          <PaymentList />
        </Stack>
      </Stack>
    </Page>
  );
}
