import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { placeProblem } from "~/ui/form-problem";
import { ProblemAlert } from "~/ui/problem";
import { useChangeEmail } from "./factor-queries";

/** The new address holds once the link sent there has been followed. */
export function ChangeEmail({ email }: { email: string }) {
  const { t } = useLingui();
  const change = useChangeEmail();
  const [problem, setProblem] = useState<unknown>(null);
  const [sentTo, setSentTo] = useState("");
  const form = useForm({
    initialValues: { email: "" },
    validate: { email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t`Введите адрес почты`) },
  });
  const submit = form.onSubmit((values) => {
    const body = { email: values.email.trim() };
    setProblem(null);
    const sent = () => {
      setSentTo(body.email);
      form.reset();
    };
    change.mutate({ body }, { onSuccess: sent, onError: (error) => setProblem(placeProblem(error, form, ["email"])) });
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <Text>
          <Trans>Сейчас: <b>{email}</b></Trans>
        </Text>
        <TextInput size="md" type="email" autoComplete="email" label={t`Новый адрес`} {...form.getInputProps("email")} />
        <ProblemAlert error={problem} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            <Trans>Сменить почту</Trans>
          </Button>
          <Text c="dimmed" role="status" style={{ flex: "1 1 240px" }}>
            {sentTo && <Trans>Мы отправили письмо на {sentTo}. Адрес сменится, когда вы перейдёте по ссылке из него.</Trans>}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
