import { Button, Center, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "~/ui/empty-state";
import { CardIcon } from "~/ui/icons";
import { TextLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { clock, fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { EarningsChart } from "./earnings-chart";
import { type Earning, useEarnings } from "./queries";

export function EarningsView() {
  const { t } = useLingui();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEarnings();
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  const first = data?.pages[0];
  if (!first) return <Skeleton height={320} radius={14} />;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <Stack gap={40}>
      <Group gap="md" grow preventGrowOverflow={false}>
        <Sum name={t`Доступно к выплате`} kopecks={first.available_kopecks} note={t`Занятия подтверждены, комиссия вычтена`} />
        <Sum name={t`Ожидает`} kopecks={first.pending_kopecks} note={t`Станет доступно через 48 часов после подтверждения занятия`} />
      </Group>
      {items.length === 0 ? (
        <EmptyState icon={<CardIcon size={36} />} title={t`Доходов пока нет`}>
          <Trans>Деньги за первое занятие появятся здесь, как только ученик его подтвердит, — или через 72 часа после него.</Trans>
        </EmptyState>
      ) : (
        <>
          <Stack component="section" gap="md">
            <Title order={2} fz={20}>
              <Trans>По неделям</Trans>
            </Title>
            <EarningsChart weeks={first.weeks} />
          </Stack>
          <Stack component="section" gap="sm">
            <Title order={2} fz={20} mb={4}>
              <Trans>По занятиям</Trans>
            </Title>
            {items.map((item) => (
              <EarningRow key={item.lesson_id + item.at} item={item} />
            ))}
            {hasNextPage && (
              <Center>
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  <Trans>Показать ещё</Trans>
                </Button>
              </Center>
            )}
          </Stack>
        </>
      )}
    </Stack>
  );
}

function Sum({ name, kopecks, note }: { name: string; kopecks: number; note: string }) {
  return (
    <Stack className="surface" p="lg" gap={2} miw={240}>
      <Text c="dimmed">{name}</Text>
      <Text fz={30} fw={650} lh={1.25}>
        <Money kopecks={kopecks} />
      </Text>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
    </Stack>
  );
}

function EarningRow({ item }: { item: Earning }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const at = new Date(item.at);
  return (
    <Group component="article" className="surface" justify="space-between" p="md" px="lg" gap="sm">
      <div>
        <TextLink to="/lessons/$lessonId" params={{ lessonId: item.lesson_id }} fw={500}>
          <Trans>Занятие</Trans>
        </TextLink>
        <Text size="sm" c="dimmed" className="numbers">
          {fullDate(at, zone, i18n.locale)}, {clock(at, zone, i18n.locale)}
        </Text>
      </div>
      <Group gap="md">
        <Text size="sm" c="dimmed">
          <Trans>
            комиссия <Money kopecks={item.commission_kopecks} />
          </Trans>
        </Text>
        <StateBadge tone={item.state === "available" ? "good" : "warn"}>
          {item.state === "available" ? <Trans>Доступно</Trans> : <Trans>Ожидает</Trans>}
        </StateBadge>
        <Money kopecks={item.amount_kopecks} fw={600} />
      </Group>
    </Group>
  );
}
