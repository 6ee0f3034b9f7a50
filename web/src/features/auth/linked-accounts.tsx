import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { formatOf } from "~/ui/time";
import { linksQuery, PROVIDER_NAMES, type Provider, providersQuery, useLinkExternal, useUnlinkExternal } from "./external-queries";
import { ProviderMark } from "./provider-mark";
import { useLeaving } from "./use-leaving";

const HERE = "/settings/security";
const WHOLE = { flexShrink: 0 };

/** What is linked can be unlinked even when it is no longer offered; what is offered can be linked. */
export function LinkedAccounts() {
  const { data: offered, error: noOffer, refetch: askOffer } = useQuery(providersQuery);
  const { data: links, error, refetch } = useQuery(linksQuery);
  const link = useLinkExternal();
  const [leaving, leave] = useLeaving();
  const [parting, setParting] = useState<Provider | null>(null);
  if (error || noOffer) return <LoadError error={error ?? noOffer} retry={() => void Promise.all([refetch(), askOffer()])} />;
  if (!links || !offered) return <Skeleton height={96} />;
  const linked = new Map(links.items.map((item) => [item.provider, item.linked_at]));
  const providers = [...new Set([...offered.items, ...linked.keys()])];
  const begin = (provider: Provider) =>
    link.mutate({ params: { path: { provider } }, body: { next: HERE } }, { onSuccess: ({ url }) => leave(url) });
  return (
    <Stack gap="md">
      {providers.length === 0 && (
        <Text c="dimmed">
          <Trans>Здесь пока нельзя входить через другие сервисы.</Trans>
        </Text>
      )}
      {providers.map((provider) => (
        <Row key={provider} provider={provider} since={linked.get(provider)} unlink={() => setParting(provider)} link={() => begin(provider)}
          busy={(link.isPending || leaving) && link.variables?.params.path.provider === provider} />
      ))}
      <ProblemAlert error={link.error} />
      {parting && <Unlink provider={parting} close={() => setParting(null)} />}
    </Stack>
  );
}

type RowProps = { provider: Provider; since: string | undefined; busy: boolean; link: () => void; unlink: () => void };

function Row({ provider, since, busy, link, unlink }: RowProps) {
  const { t, i18n } = useLingui();
  const name = PROVIDER_NAMES[provider];
  const day = since && formatOf(i18n.locale, { day: "numeric", month: "long", year: "numeric" }).format(new Date(since));
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Group gap="sm" wrap="nowrap">
        <ProviderMark provider={provider} />
        <div>
          <Text fw={500}>{name}</Text>
          <Text size="sm" c="dimmed">
            {day ? <Trans>Привязан {day}</Trans> : <Trans>Не привязан</Trans>}
          </Text>
        </div>
      </Group>
      {since ? (
        <Button variant="default" style={WHOLE} onClick={unlink} aria-label={t`Отвязать ${name}`}>
          <Trans>Отвязать</Trans>
        </Button>
      ) : (
        <Button variant="default" style={WHOLE} loading={busy} onClick={link} aria-label={t`Привязать ${name}`}>
          <Trans>Привязать</Trans>
        </Button>
      )}
    </Group>
  );
}

function Unlink({ provider, close }: { provider: Provider; close: () => void }) {
  const { t } = useLingui();
  const unlink = useUnlinkExternal();
  const name = PROVIDER_NAMES[provider];
  const submit = () => unlink.mutate({ params: { path: { provider } } }, { onSuccess: close });
  return (
    <Dialog opened close={close} title={t`Отвязать ${name}?`}>
      <Stack gap="md">
        <Text>
          <Trans>Войти через {name} больше не получится, а на других устройствах нужно будет войти заново.</Trans>
        </Text>
        <ProblemAlert error={unlink.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Оставить</Trans>
          </Button>
          <Button color="red.9" loading={unlink.isPending} onClick={submit}>
            <Trans>Отвязать</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
