import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { BirthDateInput } from "~/ui/birth-date-input";
import { Dialog } from "~/ui/dialog";
import { placeProblem } from "~/ui/form-problem";
import { PersonAvatar } from "~/ui/person";
import { ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { dayName } from "~/ui/time";
import { ConsentBox } from "./consent-box";
import { type Child, useChangeChild, useConsentForChild, useRemoveChild, useWithdrawForChild } from "./queries";

type Shown = "edit" | "consent" | "withdraw" | "remove" | null;

/** One child: correct, remove, and the consent without which nothing new is booked. */
export function ChildRow({ child }: { child: Child }) {
  const { t, i18n } = useLingui();
  const [shown, show] = useState<Shown>(null);
  const close = () => show(null);
  const name = child.full_name;
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <PersonAvatar name={name} photo={null} size={40} />
      <Stack gap={6} flex={1}>
        <Group gap="xs">
          <Text fw={550}>{name}</Text>
          {!child.consented && <StateBadge tone="warn"><Trans>Согласие отозвано</Trans></StateBadge>}
        </Group>
        <Text size="sm" c="dimmed">
          <Trans>Дата рождения: {dayName(child.birth_date, i18n.locale, { day: "numeric", month: "long", year: "numeric" })}</Trans>
        </Text>
        {!child.consented && <Text size="sm"><Trans>Новые занятия записать нельзя, пока вы не дадите согласие снова.</Trans></Text>}
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => show("edit")} aria-label={t`Изменить: ${name}`}><Trans>Изменить</Trans></Button>
          {child.consented ? (
            <Button variant="default" size="xs" onClick={() => show("withdraw")} aria-label={t`Отозвать согласие: ${name}`}><Trans>Отозвать согласие</Trans></Button>
          ) : (
            <Button size="xs" onClick={() => show("consent")} aria-label={t`Дать согласие: ${name}`}><Trans>Дать согласие</Trans></Button>
          )}
          <Button variant="subtle" color="gray" size="xs" onClick={() => show("remove")} aria-label={t`Убрать: ${name}`}><Trans>Убрать</Trans></Button>
        </Group>
      </Stack>
      <Dialog opened={shown === "edit"} close={close} title={t`Данные ребёнка`}><EditChild child={child} done={close} /></Dialog>
      <Dialog opened={shown === "consent"} close={close} title={t`Согласие`}><Consent child={child} done={close} /></Dialog>
      <Dialog opened={shown === "withdraw"} close={close} title={t`Отозвать согласие?`}><Withdraw child={child} done={close} /></Dialog>
      <Dialog opened={shown === "remove"} close={close} title={t`Убрать ребёнка?`}><Remove child={child} done={close} /></Dialog>
    </Group>
  );
}

type Act = { child: Child; done: () => void };

function EditChild({ child, done }: Act) {
  const { t } = useLingui();
  const change = useChangeChild();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { full_name: child.full_name, birth_date: child.birth_date },
    validate: {
      full_name: (value) => (value.trim().length >= 2 ? null : t`Введите имя ребёнка`),
      birth_date: (value) => (value ? null : t`Введите дату рождения полностью`),
    },
  });
  const submit = form.onSubmit((body) =>
    change.mutate(
      { params: { path: { child_id: child.id } }, body: { ...body, full_name: body.full_name.trim() } },
      { onSuccess: done, onError: (error) => setProblem(placeProblem(error, form, ["full_name", "birth_date"])) },
    ),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput size="md" label={t`Имя и фамилия ребёнка`} {...form.getInputProps("full_name")} />
        <BirthDateInput label={t`Дата рождения`} autoComplete="off" {...form.getInputProps("birth_date")} />
        <ProblemAlert error={problem} />
        <Button type="submit" loading={change.isPending}><Trans>Сохранить</Trans></Button>
      </Stack>
    </form>
  );
}

function Consent({ child, done }: Act) {
  const consent = useConsentForChild();
  const [version, setVersion] = useState<string | null>(null);
  const give = () => {
    if (version !== null) consent.mutate({ params: { path: { child_id: child.id } }, body: { text_version: version } }, { onSuccess: done });
  };
  return (
    <Stack gap="md">
      <ConsentBox kind="minor_data" version={version} change={setVersion} />
      <ProblemAlert error={consent.error} />
      <Button disabled={version === null} loading={consent.isPending} onClick={give}><Trans>Дать согласие</Trans></Button>
    </Stack>
  );
}

function Withdraw({ child, done }: Act) {
  const withdraw = useWithdrawForChild();
  return (
    <Stack gap="md">
      <Text><Trans>Новые занятия для ребёнка записать будет нельзя. Назначенные останутся: их можно отменить по обычным условиям.</Trans></Text>
      <ProblemAlert error={withdraw.error} />
      <Button color="red.9" loading={withdraw.isPending} onClick={() => withdraw.mutate({ params: { path: { child_id: child.id } } }, { onSuccess: done })}>
        <Trans>Отозвать согласие</Trans>
      </Button>
    </Stack>
  );
}

function Remove({ child, done }: Act) {
  const remove = useRemoveChild();
  return (
    <Stack gap="md">
      <Text><Trans>Имя и дата рождения ребёнка будут удалены. Прошедшие занятия останутся без имени.</Trans></Text>
      <ProblemAlert error={remove.error} />
      <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate({ params: { path: { child_id: child.id } } }, { onSuccess: done })}>
        <Trans>Убрать</Trans>
      </Button>
    </Stack>
  );
}
