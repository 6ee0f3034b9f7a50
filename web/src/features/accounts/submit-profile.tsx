import { Button, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { ConsentBox } from "./consent-box";
import { useAgree, useSubmitTutorProfile } from "./queries";

/** Asks to be verified: the consent to be published, and the button; `left` says what comes before. */
export function SubmitProfile({ left, sent }: { left?: ReactNode; sent: () => Promise<unknown> }) {
  const submit = useSubmitTutorProfile();
  const agree = useAgree();
  const [version, setVersion] = useState<string | null>(null);
  const send = async (text_version: string) => {
    await agree.mutateAsync({ body: { kind: "public_profile", text_version } });
    await submit.mutateAsync({});
    await sent();
  };
  return (
    <Stack className="surface" p="lg" gap="sm" align="flex-start">
      {left ?? (
        <Text>
          <Trans>Автоматическая проверка занимает минуты, модератор отвечает за два рабочих дня. После одобрения ученики найдут вас в поиске.</Trans>
        </Text>
      )}
      <ConsentBox kind="public_profile" version={version} change={setVersion} />
      <ProblemAlert error={agree.error ?? submit.error} />
      <Button loading={agree.isPending || submit.isPending} disabled={left !== undefined || version === null}
        onClick={() => version !== null && void send(version).catch(() => undefined)}>
        <Trans>Отправить на проверку</Trans>
      </Button>
    </Stack>
  );
}
