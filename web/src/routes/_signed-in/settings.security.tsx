import { Button, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { ChangePassword } from "~/features/auth/change-password";
import { SignInSettings } from "~/features/auth/sign-in-settings";
import { useSignOut } from "~/features/auth/queries";
import { Section } from "~/ui/section";

export const Route = createFileRoute("/_signed-in/settings/security")({ component: SecuritySettings });

function SecuritySettings() {
  const { t } = useLingui();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut.mutateAsync({});
    await navigate({ to: "/" });
  };
  return (
    <Stack gap={32}>
      <Section title={t`Пароль`}>
        <ChangePassword />
      </Section>
      <SignInSettings />
      <Button variant="subtle" color="gray" c="dimmed" style={{ alignSelf: "start" }} onClick={() => void leave()}>
        <Trans>Выйти</Trans>
      </Button>
    </Stack>
  );
}
