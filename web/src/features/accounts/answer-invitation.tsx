import { Button, Loader, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { ConsentBox } from "./consent-box";
import { useAcceptInvitation, useDeclineInvitation, useShowInvitation } from "./queries";

/** The link of a letter: who asks, as what, and yes or no. `signIn` is shown to those who have not signed in. */
export function AnswerInvitation({ token, signedIn, signIn }: { token: string; signedIn: boolean; signIn: (guardian: boolean) => ReactNode }) {
  const { data, error, mutate } = useShowInvitation();
  const accept = useAcceptInvitation();
  const decline = useDeclineInvitation();
  const [version, setVersion] = useState<string | null>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate({ body: { token } });
  }, [mutate, token]);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <Loader />;
  const guardian = data.my_side === "guardian";
  if (accept.isSuccess) {
    return (
      <Stack className="surface" p="xl" gap="md" role="status">
        <Text fw={550}>
          <Trans>Учётные записи связаны.</Trans>
        </Text>
        <ButtonLink to="/family">{guardian ? <Trans>К детям</Trans> : <Trans>К представителю</Trans>}</ButtonLink>
      </Stack>
    );
  }
  if (decline.isSuccess) {
    return (
      <Text className="surface" p="xl" role="status">
        <Trans>Приглашение отклонено.</Trans>
      </Text>
    );
  }
  return (
    <Stack className="surface" p="xl" gap="md">
      <Text>
        {guardian ? (
          <Trans>
            <b>{data.inviter_name}</b> просит вас стать законным представителем: записывать на занятия и оплачивать их.
          </Trans>
        ) : (
          <Trans>
            <b>{data.inviter_name}</b> хочет записывать вас на занятия и оплачивать их как законный представитель.
          </Trans>
        )}
      </Text>
      {!signedIn && signIn(guardian)}
      {signedIn && (
        <>
          {guardian && <ConsentBox kind="minor_data" version={version} change={setVersion} />}
          <ProblemAlert error={accept.error ?? decline.error} />
          <Button disabled={guardian && version === null} loading={accept.isPending} onClick={() => accept.mutate({ body: { token, consent_version: version } })}>
            <Trans>Подтвердить</Trans>
          </Button>
          <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate({ body: { token } })}>
            <Trans>Отклонить</Trans>
          </Button>
        </>
      )}
    </Stack>
  );
}
