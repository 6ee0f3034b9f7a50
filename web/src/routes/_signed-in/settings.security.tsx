import { Alert, Button, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { Authenticator } from "~/features/auth/authenticator";
import { ChangeEmail } from "~/features/auth/change-email";
import { ChangePassword } from "~/features/auth/change-password";
import { PasskeyList } from "~/features/auth/passkey-list";
import { mustSetUpFactor, sessionQuery, useSignOut } from "~/features/auth/queries";
import { RecoveryCodes } from "~/features/auth/recovery-codes";
import { SessionList } from "~/features/auth/session-list";
import { SignInSettings } from "~/features/auth/sign-in-settings";
import { ShieldIcon } from "~/ui/icons";
import { Section } from "~/ui/section";

export const Route = createFileRoute("/_signed-in/settings/security")({ component: SecuritySettings });

function SecuritySettings() {
  const { t } = useLingui();
  const { data: session } = useQuery(sessionQuery);
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut.mutateAsync({});
    await navigate({ to: "/" });
  };
  // Who has just signed out is on his way to another page: nothing is asked for him any more.
  if (!session) return null;
  const first = mustSetUpFactor(session);
  return (
    <Stack gap={32}>
      {first && (
        <Alert variant="default" icon={<ShieldIcon />} styles={WARN}>
          <Trans>Сотрудники работают со вторым фактором. Добавьте ключ доступа или подключите приложение с кодами, и остальное откроется.</Trans>
        </Alert>
      )}
      <Section title={t`Ключи доступа`}>
        <PasskeyList />
      </Section>
      <Section title={t`Приложение с кодами`}>
        <Authenticator />
      </Section>
      {!first && (
        <>
          <Section title={t`Резервные коды`}>
            <RecoveryCodes />
          </Section>
          <Section title={t`Пароль`}>
            <ChangePassword />
          </Section>
          <Section title={t`Почта`} id="email">
            <ChangeEmail email={session.email} />
          </Section>
        </>
      )}
      <Section title={t`Где вы вошли`}>
        <SessionList />
      </Section>
      {!first && <SignInSettings />}
      <Button variant="subtle" color="gray" c="dimmed" style={{ alignSelf: "start" }} onClick={() => void leave()}>
        <Trans>Выйти</Trans>
      </Button>
    </Stack>
  );
}

const TEXT = { color: "var(--warn-text)" };
const WARN = { root: { background: "var(--warn-bg)", borderColor: "transparent" }, icon: TEXT, message: TEXT };
