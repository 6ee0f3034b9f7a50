import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { creditsQuery, type Lot } from "./queries";

/** Paid minutes that are not spent, lot by lot; `refund` is the way to get the money back. */
export function CreditLots({ refund }: { refund: (lot: Lot) => ReactNode }) {
  const { data, error, refetch } = useQuery(creditsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={96} radius={14} />;
  const lots = data.items.filter((lot) => lot.free > 0);
  if (lots.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Свободных минут нет. Они появляются, когда оплаченное занятие отменено вовремя или оплата пришла позже брони.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {lots.map((lot) => (
        <LotRow key={lot.lot_id} lot={lot} refund={refund} />
      ))}
    </Stack>
  );
}

function LotRow({ lot, refund }: { lot: Lot; refund: (lot: Lot) => ReactNode }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  return (
    <Group component="article" className="surface" justify="space-between" p="md" px="lg" gap="sm">
      <div>
        <Text fw={550}>
          <Plural value={lot.free} one="# свободная минута" few="# свободные минуты" many="# свободных минут" other="# свободной минуты" />
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>
            {lot.tutor_name}, до {fullDate(new Date(lot.expires_at), zone, i18n.locale)}
          </Trans>
          {lot.reserved > 0 && <Trans>, ещё {lot.reserved} мин. ждут занятий</Trans>}
        </Text>
      </div>
      <Group gap="xs">
        {lot.refundable_kopecks > 0 && refund(lot)}
        <ButtonLink to="/tutors/$tutorId" params={{ tutorId: lot.tutor_id }} size="xs">
          <Trans>Записаться</Trans>
        </ButtonLink>
      </Group>
    </Group>
  );
}

/** Where the minutes with one tutor came from, until when they live, and the way to get the money back. */
export function LotsOf({ tutorId, learnerId, refund }: { tutorId: string; learnerId: string; refund: (lot: Lot) => ReactNode }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const sources = useSources();
  const { data, error, refetch } = useQuery(creditsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={48} radius={12} />;
  const lots = data.items.filter((lot) => lot.tutor_id === tutorId && lot.learner_id === learnerId);
  return (
    <Stack gap="sm">
      {lots.map((lot) => (
        <Group key={lot.lot_id} justify="space-between" gap="xs" pt="sm" style={{ borderTop: "1px solid var(--line)" }}>
          <div>
            <Text size="sm" fw={550}>
              {sources[lot.source]}, <Plural value={lot.free} one="# минута" few="# минуты" many="# минут" other="# минуты" />
            </Text>
            <Text size="sm" c="dimmed" className="numbers">
              <Trans>до {fullDate(new Date(lot.expires_at), zone, i18n.locale)}</Trans>
            </Text>
          </div>
          {lot.refundable_kopecks > 0 && refund(lot)}
        </Group>
      ))}
    </Stack>
  );
}

function useSources(): Record<Lot["source"], string> {
  const { t } = useLingui();
  return { single: t`Разовая оплата`, subscription: t`Подписка`, topup: t`Докуплено` };
}
