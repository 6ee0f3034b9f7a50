import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { placeProblem } from "~/ui/form-problem";
import { ProblemAlert } from "~/ui/problem";
import { browserZone } from "~/ui/zones";
import { ZoneSelect } from "~/ui/zone-select";
import { BirthDateInput } from "~/ui/birth-date-input";
import { ConsentBoxes, type Consents } from "./consent-boxes";
import { NewPasswordInput } from "./new-password-input";
import { type SignUpRole, useRegister } from "./queries";
import { RoleChoice } from "./role-choice";

const FIELDS = ["full_name", "email", "password", "birth_date", "timezone"];

export function SignUpForm({ role, done }: { role: SignUpRole; done: (email: string) => void }) {
  const { t, i18n } = useLingui();
  const register = useRegister();
  const [problem, setProblem] = useState<unknown>(null);
  const [consents, setConsents] = useState<Consents>({ complete: false, given: [] });
  const form = useForm({
    initialValues: { role, full_name: "", email: "", password: "", birth_date: "", timezone: browserZone() },
    validate: {
      full_name: (value) => (value.trim().length >= 2 ? null : t`Как к вам обращаться?`),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : t`Введите адрес почты`),
      password: (value) => (value.length >= 10 ? null : t`Не короче 10 знаков`),
      birth_date: (value) => (value ? null : t`Введите дату рождения полностью`),
    },
  });
  const submit = form.onSubmit((values) => {
    setProblem(null);
    const locale = i18n.locale === "en" ? "en" : "ru";
    register.mutate(
      { ...values, full_name: values.full_name.trim(), locale, consents: consents.given },
      { onSuccess: () => done(values.email), onError: (error) => setProblem(placeProblem(error, form, FIELDS)) },
    );
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <RoleChoice {...form.getInputProps("role")} />
        <TextInput size="md" autoComplete="name" label={t`Имя и фамилия`} {...form.getInputProps("full_name")} />
        <TextInput size="md" type="email" autoComplete="email" label={t`Почта`} description={t`Пришлём ссылку для подтверждения`}
          {...form.getInputProps("email")} />
        <NewPasswordInput label={t`Пароль`} {...form.getInputProps("password")} />
        <BirthDateInput label={t`Дата рождения`} {...form.getInputProps("birth_date")} />
        <ZoneSelect size="md" description={t`Все времена покажем в нём`} {...form.getInputProps("timezone")} />
        <ConsentBoxes change={setConsents} />
        <ProblemAlert error={problem} />
        <Button type="submit" size="md" loading={register.isPending} disabled={!consents.complete}>
          <Trans>Зарегистрироваться</Trans>
        </Button>
        {!consents.complete && (
          <Text size="sm" c="dimmed">
            <Trans>Отметьте обязательные согласия, чтобы продолжить.</Trans>
          </Text>
        )}
      </Stack>
    </form>
  );
}
