import { Box, Loader, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { type Answer } from "~/api/client";
import { problemOf } from "~/api/problem";
import { CheckIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { PROVIDER_NAMES, type Provider, useFinishExternal } from "./external-queries";
import { nextFrom } from "./next-step";

export type Finished = Answer<"/api/v1/auth/external/{provider}/finish", "post">;
type ExternalReturnProps = { provider: Provider; signedIn: boolean; done: (finished: Finished) => void };

/** What the provider sent along stands in the fragment of the address; it is used once and wiped off at once. */
export function ExternalReturn({ provider, signedIn, done }: ExternalReturnProps) {
  const { mutate, data, error } = useFinishExternal();
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    const brought = new URLSearchParams(window.location.hash.slice(1));
    const of = (name: string) => brought.get(name) ?? "";
    const body = { code: of("code"), state: of("state"), device_id: of("device_id"), payload: of("payload"), error: of("error") };
    window.history.replaceState(window.history.state, "", window.location.pathname);
    mutate({ params: { path: { provider } }, body }, { onSuccess: done });
  }, [mutate, provider, done]);
  const name = PROVIDER_NAMES[provider];
  return (
    <Stack className="surface" p="xl" gap="md" align="center" ta="center" role="status">
      {error ? (
        <Failed error={error} signedIn={signedIn} />
      ) : data?.outcome === "linked" ? (
        <>
          <span style={{ color: "var(--good-text)" }}>
            <CheckIcon size={40} />
          </span>
          <Text>
            <Trans>{name} привязан: теперь через него можно входить.</Trans>
          </Text>
          <ButtonLink to="/settings/security">
            <Trans>В настройки</Trans>
          </ButtonLink>
        </>
      ) : (
        <>
          <Loader />
          <Text>
            <Trans>Ждём ответа {name}…</Trans>
          </Text>
        </>
      )}
    </Stack>
  );
}

/** Who is signed in came from his settings and goes back there; everybody else tries again. */
function Failed({ error, signedIn }: { error: unknown; signedIn: boolean }) {
  const { code, data } = problemOf(error);
  const known = code === "auth.external_email_known";
  return (
    <>
      <Box ta="left">
        <ProblemAlert error={error} />
      </Box>
      {signedIn ? (
        <ButtonLink to="/settings/security">
          <Trans>В настройки</Trans>
        </ButtonLink>
      ) : (
        <ButtonLink to="/sign-in" search={known ? { next: "/settings/security" } : nextFrom(data)}>
          {known ? <Trans>Войти с паролем</Trans> : <Trans>Ко входу</Trans>}
        </ButtonLink>
      )}
    </>
  );
}
