import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Radio.css";
import { Button, Group, Radio, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { TextLink } from "~/ui/links";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { methodsQuery, type Subscription, useSetCollection } from "./queries";

type CollectionProps = { subscription: Subscription; tick: (version: string | null, change: (version: string | null) => void) => ReactNode };

/** By hand, or from a saved card; a card is charged only after the separate tick. */
export function Collection({ subscription, tick }: CollectionProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(methodsQuery);
  const set = useSetCollection();
  const now = subscription.collection_mode === "auto" ? (subscription.method?.id ?? "manual") : "manual";
  const [chosen, setChosen] = useState<string | null>(null);
  const [autopay, setAutopay] = useState<string | null>(null);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={96} radius={12} />;
  const cards = data.items.filter((method) => method.state === "active" || method.id === subscription.method?.id);
  const value = chosen ?? now;
  const toCard = value !== "manual";
  const save = () =>
    set.mutate(
      {
        params: { path: { subscription_id: subscription.id } },
        body: toCard ? { mode: "auto", method_id: value, autopay_version: autopay } : { mode: "manual" },
      } as Parameters<typeof set.mutate>[0],
      { onSuccess: () => setChosen(null) },
    );
  return (
    <Stack gap="md">
      <Radio.Group aria-label={t`Как оплачивать`} value={value} onChange={setChosen}>
        <Stack gap="sm">
          <Radio value="manual" label={t`Вручную`} description={t`Пришлём ссылку за неделю до оплаты, за три дня и за день`} />
          {cards.map((card) => (
            <Radio key={card.id} value={card.id} disabled={card.state !== "active"} label={t`Автоматически с карты ${card.brand} •• ${card.last4}`}
              description={card.state === "active" ? t`В день оплаты в 10:00, с напоминаниями заранее` : t`Списания с этой карты остановлены`} />
          ))}
        </Stack>
      </Radio.Group>
      {cards.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>Чтобы платить автоматически, сохраните карту: отметьте согласие при следующей оплате подписки.</Trans>
        </Text>
      )}
      {cards.length > 0 && (
        <Text size="sm" c="dimmed">
          <Trans>
            Удалить карту можно в любой момент на странице <TextLink to="/payments" inherit underline="always">«Платежи»</TextLink>.
          </Trans>
        </Text>
      )}
      {value !== now && toCard && tick(autopay, setAutopay)}
      <ProblemAlert error={set.error} />
      {value !== now && (
        <Group gap="xs">
          <Button loading={set.isPending} disabled={toCard && autopay === null} onClick={save}>
            <Trans>Сохранить</Trans>
          </Button>
          <Button variant="default" onClick={() => setChosen(null)}>
            <Trans>Оставить как есть</Trans>
          </Button>
        </Group>
      )}
    </Stack>
  );
}
