import { Button, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";
import { NewPasswordInput } from "~/features/auth/new-password-input";
import { useResetPassword } from "~/features/auth/queries";
import { FormPage } from "~/ui/form-page";
import { placeProblem } from "~/ui/form-problem";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";

export const Route = createFileRoute("/reset-password")({
  validateSearch: (search: Record<string, unknown>) => ({ token: typeof search.token === "string" ? search.token : "" }),
  component: ResetPassword,
});

function ResetPassword() {
  const { t } = useLingui();
  const { token } = Route.useSearch();
  const reset = useResetPassword();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { password: "" },
    validate: { password: (value) => (value.length >= 10 ? null : t`Не короче 10 знаков`) },
  });
  if (reset.isSuccess) {
    return (
      <FormPage title={t`Пароль изменён`}>
        <Stack align="flex-start" role="status">
          <Text>
            <Trans>На всех устройствах нужно войти заново.</Trans>
          </Text>
          <ButtonLink to="/sign-in" size="md">
            <Trans>Войти</Trans>
          </ButtonLink>
        </Stack>
      </FormPage>
    );
  }
  const submit = form.onSubmit(({ password }) =>
    reset.mutate({ body: { token, password } }, { onError: (error) => setProblem(placeProblem(error, form, ["password"])) }),
  );
  return (
    <FormPage title={t`Новый пароль`}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <NewPasswordInput label={t`Новый пароль`} {...form.getInputProps("password")} />
          <ProblemAlert error={problem} />
          <Button type="submit" size="md" loading={reset.isPending}>
            <Trans>Сохранить</Trans>
          </Button>
        </Stack>
      </form>
    </FormPage>
  );
}
