import "@mantine/core/styles/PasswordInput.css";
import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { TextLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { useSignIn } from "./queries";

export function SignInForm({ done }: { done: () => void }) {
  const { t } = useLingui();
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.includes("@") ? null : t`Введите адрес почты`),
      password: (value) => (value ? null : t`Введите пароль`),
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit((body) => signIn.mutate({ body }, { onSuccess: done }))}>
      <Stack gap="md">
        <TextInput size="md" type="email" autoComplete="username" label={t`Почта`} {...form.getInputProps("email")} />
        <PasswordInput size="md" autoComplete="current-password" label={t`Пароль`} {...form.getInputProps("password")}
          visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }} />
        <TextLink to="/forgot-password" size="sm" style={{ alignSelf: "end" }}>
          <Trans>Забыли пароль?</Trans>
        </TextLink>
        <ProblemAlert error={signIn.error} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          <Trans>Войти</Trans>
        </Button>
      </Stack>
    </form>
  );
}
