import { Button, Center, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { Money } from "~/ui/money";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type RefundOfMine, useRefunds, useTakeBack } from "./queries";
import { REFUND_TONES, useAnswerWords, useRefundWords } from "./refund-words";

/** Money on its way back: where it is, until when it comes, and the way to change one's mind. */
export function RefundList() {
  const refunds = useRefunds();
  if (refunds.error && !refunds.data) return <LoadError error={refunds.error} retry={() => void refunds.refetch()} />;
  if (!refunds.data) return <Skeleton height={96} radius={14} />;
  const items = refunds.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Возвратов пока не было. Деньги за свободные минуты можно попросить в балансе выше.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {items.map((refund) => (
        <RefundRow key={refund.id} refund={refund} />
      ))}
      {refunds.hasNextPage && (
        <Center>
          <Button variant="default" loading={refunds.isFetchingNextPage} onClick={() => void refunds.fetchNextPage()}>
            <Trans>Показать ещё</Trans>
          </Button>
        </Center>
      )}
    </Stack>
  );
}

const UNDERWAY: readonly RefundOfMine["state"][] = ["requested", "approved", "processing", "manual_payout"];

function RefundRow({ refund }: { refund: RefundOfMine }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const words = useRefundWords();
  const answers = useAnswerWords();
  const day = (at: string) => fullDate(new Date(at), zone, i18n.locale);
  return (
    <Group component="article" className="surface" justify="space-between" p="md" px="lg" gap="sm">
      <div style={{ minWidth: 0, flex: "1 1 260px" }}>
        <Text fw={500}>{refund.description}</Text>
        <Text size="sm" c="dimmed" className="numbers">
          <Trans>от {day(refund.created_at)}</Trans>
          {UNDERWAY.includes(refund.state) && refund.deadline_at && <Trans>, деньги не позднее {day(refund.deadline_at)}</Trans>}
          {refund.answer && <Trans>, причина: {answers(refund.answer)}</Trans>}
        </Text>
      </div>
      <Group gap="md">
        {refund.may_take_back && <TakeBack refund={refund} />}
        <StateBadge tone={REFUND_TONES[refund.state]}>{words[refund.state]}</StateBadge>
        <Money kopecks={refund.amount_kopecks} fw={600} />
      </Group>
    </Group>
  );
}

function TakeBack({ refund }: { refund: RefundOfMine }) {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  const back = useTakeBack();
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        <Trans>Отозвать</Trans>
      </Button>
      <Dialog opened={opened} close={() => setOpened(false)} title={t`Отозвать заявку?`}>
        <Stack gap="md">
          <Text>
            <Trans>Минуты вернутся на баланс, ими снова можно будет платить за занятия.</Trans>
          </Text>
          <ProblemAlert error={back.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setOpened(false)}>
              <Trans>Оставить заявку</Trans>
            </Button>
            <Button loading={back.isPending} onClick={() => back.mutate({ params: { path: { refund_id: refund.id } } })}>
              <Trans>Отозвать</Trans>
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
