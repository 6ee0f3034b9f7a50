import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { useForgotPassword } from "~/features/auth/queries";
import { FormPage } from "~/ui/form-page";
import { TextLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";

export const Route = createFileRoute("/forgot-password")({ component: ForgotPassword });

function ForgotPassword() {
  const { t } = useLingui();
  const forgot = useForgotPassword();
  const form = useForm({
    initialValues: { email: "" },
    validate: { email: (value) => (value.includes("@") ? null : t`Введите адрес почты`) },
  });
  const { email } = form.values;
  if (forgot.isSuccess) {
    return (
      <FormPage title={t`Проверьте почту`}>
        <Text role="status">
          <Trans>Если учётная запись с адресом <b>{email}</b> есть, мы отправили на него ссылку для нового пароля.</Trans>
        </Text>
      </FormPage>
    );
  }
  return (
    <FormPage title={t`Забыли пароль?`} lead={<Trans>Пришлём ссылку, по которой можно задать новый.</Trans>}
      foot={<TextLink to="/sign-in"><Trans>Вернуться ко входу</Trans></TextLink>}>
      <form noValidate onSubmit={form.onSubmit((body) => forgot.mutate({ body }))}>
        <Stack gap="md">
          <TextInput size="md" type="email" autoComplete="username" label={t`Почта`} {...form.getInputProps("email")} />
          <ProblemAlert error={forgot.error} />
          <Button type="submit" size="md" loading={forgot.isPending}>
            <Trans>Отправить ссылку</Trans>
          </Button>
        </Stack>
      </form>
    </FormPage>
  );
}
