import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { BirthDateInput } from "~/ui/birth-date-input";
import { placeProblem } from "~/ui/form-problem";
import { ProblemAlert } from "~/ui/problem";
import { ConsentBox } from "./consent-box";
import { useAddChild } from "./queries";

export function AddChild() {
  const { t } = useLingui();
  const add = useAddChild();
  const [problem, setProblem] = useState<unknown>(null);
  const [added, setAdded] = useState(0);
  const [version, setVersion] = useState<string | null>(null);
  const form = useForm({
    initialValues: { full_name: "", birth_date: "" },
    validate: {
      full_name: (value) => (value.trim().length >= 2 ? null : t`Введите имя ребёнка`),
      birth_date: (value) => (value ? null : t`Введите дату рождения полностью`),
    },
  });
  const submit = form.onSubmit((body) => {
    setProblem(null);
    const startAgain = () => {
      form.reset();
      setVersion(null);
      setAdded(added + 1);
    };
    add.mutate(
      { body: { ...body, consent_version: version } },
      { onSuccess: startAgain, onError: (error) => setProblem(placeProblem(error, form, ["full_name", "birth_date"])) },
    );
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md" ta="left">
        <TextInput size="md" label={t`Имя и фамилия ребёнка`} {...form.getInputProps("full_name")} />
        <BirthDateInput key={added} label={t`Дата рождения`} autoComplete="off" {...form.getInputProps("birth_date")} />
        <ConsentBox kind="minor_data" version={version} change={setVersion} />
        <ProblemAlert error={problem} />
        <Button type="submit" loading={add.isPending} disabled={version === null} style={{ alignSelf: "start" }}>
          <Trans>Добавить ребёнка</Trans>
        </Button>
      </Stack>
    </form>
  );
}
