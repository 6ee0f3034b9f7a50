import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { CardIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type Method, methodsQuery, useRemoveMethod } from "./queries";

/** Saved cards; removing one takes effect at once. */
export function PaymentMethods() {
  const { data, error, refetch } = useQuery(methodsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} radius={14} />;
  if (data.items.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Сохранённых карт нет. Карта сохраняется, только если вы отметите это при оплате подписки.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {data.items.map((method) => (
        <MethodRow key={method.id} method={method} />
      ))}
    </Stack>
  );
}

function MethodRow({ method }: { method: Method }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveMethod();
  const name = `${method.brand} •• ${method.last4}`;
  return (
    <Group component="article" className="surface" justify="space-between" p="md" px="lg" gap="sm">
      <Group gap="sm" wrap="nowrap">
        <CardIcon />
        <div>
          <Text fw={550}>{name}</Text>
          <Text size="sm" c="dimmed" className="numbers">
            <Trans>сохранена {fullDate(new Date(method.created_at), zone, i18n.locale)}</Trans>
          </Text>
        </div>
      </Group>
      <Group gap="sm">
        {method.state !== "active" && (
          <StateBadge tone="warn">
            <Trans>Списания остановлены</Trans>
          </StateBadge>
        )}
        <Button variant="default" size="xs" aria-label={t`Удалить карту ${name}`} onClick={() => setAsking(true)}>
          <Trans>Удалить</Trans>
        </Button>
      </Group>
      <Dialog opened={asking} close={() => setAsking(false)} title={t`Удалить карту ${name}?`}>
        <Stack gap="md">
          <Text>
            <Trans>С неё больше ничего не спишется. Подписки, которые оплачивались этой картой, вы будете оплачивать вручную: пришлём ссылку заранее.</Trans>
          </Text>
          <ProblemAlert error={remove.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsking(false)}>
              <Trans>Оставить</Trans>
            </Button>
            <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate({ params: { path: { method_id: method.id } } })}>
              <Trans>Удалить карту</Trans>
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Group>
  );
}
