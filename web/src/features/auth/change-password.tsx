import "@mantine/core/styles/PasswordInput.css";
import { Button, Group, PasswordInput, Skeleton, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { placeProblem } from "~/ui/form-problem";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { linksQuery } from "./external-queries";
import { NewPasswordInput } from "./new-password-input";
import { sessionQuery, useChangePassword, useForgotPassword } from "./queries";

/** Who has a password changes it; who signs in through a provider only is sent a link that sets one. */
export function ChangePassword() {
  const { data, error, refetch } = useQuery(linksQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={210} />;
  return data.has_password ? <ChangeForm /> : <FirstPassword />;
}

function FirstPassword() {
  const { data: session } = useQuery(sessionQuery);
  const ask = useForgotPassword();
  const email = session?.email ?? "";
  return (
    <Stack gap="md" align="flex-start">
      <Text>
        <Trans>Пароля у вас нет: вы входите через другой сервис. Чтобы задать пароль, откройте ссылку из письма.</Trans>
      </Text>
      <ProblemAlert error={ask.error} />
      <Group>
        <Button variant="default" loading={ask.isPending} disabled={ask.isSuccess} onClick={() => ask.mutate({ body: { email } })}>
          <Trans>Прислать ссылку</Trans>
        </Button>
        <Text c="dimmed" role="status">
          {ask.isSuccess && <Trans>Письмо отправлено на {email}.</Trans>}
        </Text>
      </Group>
    </Stack>
  );
}

function ChangeForm() {
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
