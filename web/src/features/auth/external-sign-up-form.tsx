import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { BirthDateInput } from "~/ui/birth-date-input";
import { placeProblem } from "~/ui/form-problem";
import { ProblemAlert } from "~/ui/problem";
import { ZoneSelect } from "~/ui/zone-select";
import { browserZone } from "~/ui/zones";
import { ConsentBoxes, type Consents } from "./consent-boxes";
import { PROVIDER_NAMES, type Unfinished, useRegisterExternally } from "./external-queries";
import type { SignUpRole } from "./queries";
import { RoleChoice } from "./role-choice";

const FIELDS = ["full_name", "email", "birth_date", "timezone"];
type Done = (outcome: "signed_in" | "confirm_email", email: string, role: SignUpRole) => void;

/** What the provider told is filled in and can be changed; another address than a proved one is confirmed by a letter. */
export function ExternalSignUpForm({ person, done }: { person: Unfinished; done: Done }) {
  const { t, i18n } = useLingui();
  const register = useRegisterExternally();
  const [problem, setProblem] = useState<unknown>(null);
  const [consents, setConsents] = useState<Consents>({ complete: false, given: [] });
  const provider = PROVIDER_NAMES[person.provider];
  const form = useForm({
    initialValues: {
      role: "student" as SignUpRole,
      full_name: person.full_name,
      email: person.email ?? "",
      birth_date: person.birth_date ?? "",
      timezone: browserZone(),
    },
    validate: {
      full_name: (value) => (value.trim().length >= 2 ? null : t`Как к вам обращаться?`),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : t`Введите адрес почты`),
      birth_date: (value) => (value ? null : t`Введите дату рождения полностью`),
    },
  });
  const proved = person.email_proved && form.values.email.toLowerCase() === person.email?.toLowerCase();
  const submit = form.onSubmit((values) => {
    setProblem(null);
    const locale = i18n.locale === "en" ? "en" : "ru";
    register.mutate(
      { body: { ...values, full_name: values.full_name.trim(), locale, consents: consents.given } },
      {
        onSuccess: ({ outcome }) => done(outcome, values.email, values.role),
        onError: (error) => setProblem(placeProblem(error, form, FIELDS)),
      },
    );
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <RoleChoice {...form.getInputProps("role")} />
        <TextInput size="md" autoComplete="name" label={t`Имя и фамилия`} {...form.getInputProps("full_name")} />
        <TextInput size="md" type="email" autoComplete="email" label={t`Почта`}
          description={proved ? t`Адрес подтвердил ${provider}` : t`Пришлём ссылку для подтверждения`} {...form.getInputProps("email")} />
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
