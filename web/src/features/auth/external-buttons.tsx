import "@mantine/core/styles/Divider.css";
import { Button, Divider, Stack } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemAlert } from "~/ui/problem";
import { PROVIDER_NAMES, type Provider, providersQuery, useStartExternal } from "./external-queries";
import { ProviderMark } from "./provider-mark";
import { useLeaving } from "./use-leaving";

type ExternalButtonsProps = { next?: string; above?: ReactNode; below?: ReactNode };

/** One button for each provider this installation is registered with; nothing at all without one. */
export function ExternalButtons({ next = "", above, below }: ExternalButtonsProps) {
  const { data } = useQuery(providersQuery);
  const start = useStartExternal();
  const [leaving, leave] = useLeaving();
  if (!data || data.items.length === 0) return null;
  const chosen = start.variables?.params.path.provider;
  const begin = (provider: Provider) =>
    start.mutate({ params: { path: { provider } }, body: { next } }, { onSuccess: ({ url }) => leave(url) });
  return (
    <Stack gap="sm" mt={above ? "lg" : "sm"} mb="lg">
      {above && <Divider label={above} styles={LABEL} />}
      {data.items.map((provider) => {
        const busy = (start.isPending || leaving) && chosen === provider;
        return (
          <Button key={provider} size="md" variant="default" leftSection={<ProviderMark provider={provider} />} loading={busy}
            disabled={(start.isPending || leaving) && !busy} onClick={() => begin(provider)}>
            <Trans>Войти с {PROVIDER_NAMES[provider]}</Trans>
          </Button>
        );
      })}
      <ProblemAlert error={start.error} />
      {below && <Divider label={below} styles={LABEL} />}
    </Stack>
  );
}

const LABEL = { label: { fontSize: 14, color: "var(--mantine-color-dimmed)" } };
