import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { placeProblem } from "~/ui/form-problem";
import { ProblemAlert } from "~/ui/problem";
import { useZone } from "~/ui/zone";
import { ZoneSelect } from "~/ui/zone-select";
import { type Me, useUpdateMe } from "./queries";

export function AccountForm({ me }: { me: Me }) {
  const { t } = useLingui();
  const update = useUpdateMe();
  const { choose } = useZone();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { full_name: me.full_name, timezone: me.timezone },
    validate: { full_name: (value) => (value.trim().length >= 2 ? null : t`Как к вам обращаться?`) },
    onValuesChange: () => update.reset(),
  });
  const submit = form.onSubmit((body) => {
    setProblem(null);
    const saved = () => {
      form.resetDirty();
      // The account's zone is the newest decision: a zone picked earlier on some page gives way to it.
      choose(null);
    };
    update.mutate({ body }, { onSuccess: saved, onError: (error) => setProblem(placeProblem(error, form, ["full_name", "timezone"])) });
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput size="md" label={t`Имя и фамилия`} autoComplete="name" {...form.getInputProps("full_name")}
          description={me.on_review.includes("full_name") && t`На проверке: ученики пока видят прежнее имя`} />
        <TextInput size="md" label={t`Почта`} value={me.email} readOnly description={me.email_confirmed ? t`Подтверждена` : t`Не подтверждена`} />
        <ZoneSelect size="md" value={form.values.timezone} onChange={(zone) => form.setFieldValue("timezone", zone)} error={form.errors.timezone} />
        <ProblemAlert error={problem} />
        <Group>
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            <Trans>Сохранить</Trans>
          </Button>
          <Text c="dimmed" role="status">
            {update.isSuccess && <Trans>Сохранено</Trans>}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
