import "@mantine/core/styles/PasswordInput.css";
import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { placeProblem } from "~/ui/form-problem";
import { ProblemAlert } from "~/ui/problem";
import { NewPasswordInput } from "./new-password-input";
import { useChangePassword } from "./queries";

export function ChangePassword() {
  const { t } = useLingui();
  const change = useChangePassword();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { current_password: "", new_password: "" },
    validate: {
      current_password: (value) => (value ? null : t`Введите нынешний пароль`),
      new_password: (value) => (value.length >= 10 ? null : t`Не короче 10 знаков`),
    },
  });
  const submit = form.onSubmit((body) => {
    setProblem(null);
    const failed = (error: unknown) => setProblem(placeProblem(error, form, ["current_password", "new_password"]));
    change.mutate({ body }, { onSuccess: () => form.reset(), onError: failed });
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <PasswordInput size="md" autoComplete="current-password" label={t`Нынешний пароль`} {...form.getInputProps("current_password")}
          visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }} />
        <NewPasswordInput label={t`Новый пароль`} {...form.getInputProps("new_password")} />
        <ProblemAlert error={problem} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            <Trans>Сменить пароль</Trans>
          </Button>
          <Text c="dimmed" role="status">
            {change.isSuccess && <Trans>Пароль изменён. На других устройствах нужно войти заново.</Trans>}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
