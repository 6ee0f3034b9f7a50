import { Button, Code, CopyButton, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import "@mantine/core/styles/Code.css";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer } from "~/api/client";
import { Dialog } from "~/ui/dialog";
import { placeProblem } from "~/ui/form-problem";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { factorsQuery, useConfirmAuthenticator, useRemoveAuthenticator, useStartAuthenticator } from "./factor-queries";
import { RecoverySheet } from "./recovery-sheet";
import { RemoveFactor } from "./remove-factor";

type Started = Answer<"/api/v1/auth/totp", "post">;

/** Codes of an app, for devices that know no passkeys. */
export function Authenticator() {
  const { t } = useLingui();
  const { data: factors, error, refetch } = useQuery(factorsQuery);
  const start = useStartAuthenticator();
  const remove = useRemoveAuthenticator();
  const [codes, setCodes] = useState<string[]>([]);
  const [started, setStarted] = useState<Started | null>(null);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!factors) return <Skeleton height={72} />;
  const finish = (shown: string[]) => {
    setStarted(null);
    setCodes(shown);
  };
  return (
    <Stack gap="md" align="flex-start">
      <Text c="dimmed">
        <Trans>При входе, кроме пароля, понадобится код из приложения на телефоне: Яндекс Ключа или любого другого.</Trans>
      </Text>
      {factors.totp ? (
        <Group gap="sm">
          <StateBadge tone="good">
            <Trans>Подключено</Trans>
          </StateBadge>
          <RemoveFactor action={t`Отключить`} label={t`Отключить приложение с кодами`} title={t`Отключить приложение с кодами?`} pending={remove.isPending} error={remove.error}
            remove={(close) => remove.mutate({}, { onSuccess: close })}>
            <Trans>Коды из приложения больше не понадобятся, и учётная запись будет защищена слабее. На других устройствах нужно будет войти заново.</Trans>
          </RemoveFactor>
        </Group>
      ) : (
        <>
          <ProblemAlert error={start.error} />
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate({}, { onSuccess: setStarted })}>
            <Trans>Подключить приложение</Trans>
          </Button>
        </>
      )}
      <Dialog opened={started !== null} close={() => setStarted(null)} title={t`Приложение с кодами`}>
        {started && <SetUp started={started} finish={finish} />}
      </Dialog>
      <RecoverySheet codes={codes} close={() => setCodes([])} />
    </Stack>
  );
}

function SetUp({ started, finish }: { started: Started; finish: (codes: string[]) => void }) {
  const { t } = useLingui();
  const confirm = useConfirmAuthenticator();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { code: "" },
    validate: { code: (value) => (/^\d{6}$/.test(value) ? null : t`Введите шесть цифр`) },
  });
  const submit = form.onSubmit((body) => {
    setProblem(null);
    confirm.mutate(
      { body },
      { onSuccess: (answer) => finish(answer.recovery_codes), onError: (error) => setProblem(placeProblem(error, form, ["code"])) },
    );
  });
  const grouped = started.secret.replace(/(.{4})(?=.)/g, "$1 ");
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <Text>
          <Trans>1. Откройте приложение и отсканируйте код.</Trans>
        </Text>
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(started.qr_svg)}`} alt={t`QR-код для приложения`} width={208} height={208}
          style={{ alignSelf: "center", borderRadius: 10 }} />
        <Stack gap={6}>
          <Text size="sm" c="dimmed">
            <Trans>Не получается? Введите этот ключ вручную:</Trans>
          </Text>
          <Group gap="xs" justify="space-between">
            <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
              {grouped}
            </Code>
            <CopyButton value={started.secret}>
              {({ copied, copy }) => (
                <Button variant="subtle" size="compact-sm" onClick={copy}>
                  {copied ? <Trans>Скопировано</Trans> : <Trans>Скопировать</Trans>}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
        <TextInput size="md" label={t`2. Введите код из приложения`} inputMode="numeric" maxLength={6} autoComplete="one-time-code" classNames={{ input: "numbers" }} {...form.getInputProps("code")} />
        <ProblemAlert error={problem} />
        <Button type="submit" size="md" loading={confirm.isPending}>
          <Trans>Подключить</Trans>
        </Button>
      </Stack>
    </form>
  );
}
