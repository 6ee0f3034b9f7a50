import { Button, Group, Skeleton, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { type Macro, macrosQuery, useAddMacro, useChangeMacro, useRemoveMacro } from "./ticket-queries";

/** Ready answers of the whole team. */
export function MacroList() {
  const { data, error, refetch } = useQuery(macrosQuery);
  const [edited, setEdited] = useState<Macro | "new" | null>(null);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={160} radius={14} />;
  return (
    <Stack gap="sm" align="flex-start">
      {data.items.length === 0 && (
        <Text c="dimmed">
          <Trans>Шаблонов пока нет. Ответ, который вы пишете третий раз, стоит сохранить.</Trans>
        </Text>
      )}
      {data.items.map((macro) => (
        <Group key={macro.id} className="surface" p="md" justify="space-between" wrap="nowrap" w="100%">
          <div style={{ minWidth: 0 }}>
            <Text fw={550}>{macro.name}</Text>
            <Text size="sm" c="dimmed" lineClamp={2}>{macro.text}</Text>
          </div>
          <Button variant="default" size="xs" onClick={() => setEdited(macro)}><Trans>Изменить</Trans></Button>
        </Group>
      ))}
      <Button variant="default" onClick={() => setEdited("new")}><Trans>Новый шаблон</Trans></Button>
      {edited && <EditMacro macro={edited === "new" ? null : edited} close={() => setEdited(null)} />}
    </Stack>
  );
}

const [customer, agent, number] = ["{customer}", "{agent}", "{number}"];

function EditMacro({ macro, close }: { macro: Macro | null; close: () => void }) {
  const { t } = useLingui();
  const add = useAddMacro();
  const change = useChangeMacro();
  const remove = useRemoveMacro();
  const [name, setName] = useState(macro?.name ?? "");
  const [text, setText] = useState(macro?.text ?? "");
  const body = { name: name.trim(), text: text.trim() };
  const path = { macro_id: macro?.id ?? "" };
  const save = () => (macro ? change.mutate({ params: { path }, body }, { onSuccess: close }) : add.mutate({ body }, { onSuccess: close }));
  return (
    <Dialog opened close={close} title={macro ? t`Шаблон` : t`Новый шаблон`}>
      <Stack gap="md">
        <TextInput data-autofocus label={t`Название`} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Textarea label={t`Текст`} description={t`${customer} — имя человека, ${agent} — ваше, ${number} — номер обращения`} autosize minRows={5} maxRows={14}
          maxLength={5000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <ProblemAlert error={add.error ?? change.error ?? remove.error} />
        <Group justify="space-between">
          {macro ? (
            <Button variant="subtle" color="red.9" loading={remove.isPending} onClick={() => remove.mutate({ params: { path } }, { onSuccess: close })}>
              <Trans>Удалить</Trans>
            </Button>
          ) : <span />}
          <Button loading={add.isPending || change.isPending} disabled={body.name.length < 2 || !body.text} onClick={save}>
            <Trans>Сохранить</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
