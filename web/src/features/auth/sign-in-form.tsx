import "@mantine/core/styles/Divider.css";
import "@mantine/core/styles/PasswordInput.css";
import { Button, Divider, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { KeyIcon } from "~/ui/icons";
import { TextLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { passkeysWork } from "./passkey";
import { useSignIn } from "./queries";
import { usePasskeyEntrance } from "./use-passkey-entrance";

export function SignInForm({ done }: { done: () => void }) {
  const { t } = useLingui();
  const signIn = useSignIn();
  const passkey = usePasskeyEntrance(done);
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.includes("@") ? null : t`Введите адрес почты`),
      password: (value) => (value ? null : t`Введите пароль`),
    },
  });
  const submit = form.onSubmit((body) =>
    signIn.mutate({ body }, { onSuccess: (answer) => (answer.second_factor_required ? undefined : done()) }),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput size="md" type="email" autoComplete="username webauthn" label={t`Почта`} {...form.getInputProps("email")} />
        <PasswordInput size="md" autoComplete="current-password" label={t`Пароль`} {...form.getInputProps("password")}
          visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }} />
        <TextLink to="/forgot-password" size="sm" style={{ alignSelf: "end" }}>
          <Trans>Забыли пароль?</Trans>
        </TextLink>
        <ProblemAlert error={signIn.error} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          <Trans>Войти</Trans>
        </Button>
        {passkeysWork() && (
          <>
            <Divider label={t`или`} />
            <ProblemAlert error={passkey.error} />
            <Button variant="default" size="md" leftSection={<KeyIcon />} loading={passkey.pending} onClick={passkey.enter}>
              <Trans>Войти ключом доступа</Trans>
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
