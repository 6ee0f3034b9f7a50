import { Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { KeyIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type Passkey, passkeysQuery, useAddPasskey, useRemovePasskey, useRenamePasskey } from "./factor-queries";
import { passkeysWork } from "./passkey";
import { RecoverySheet } from "./recovery-sheet";
import { RemoveFactor } from "./remove-factor";

/** Passkeys: the strongest way in, and the shortest. */
export function PasskeyList() {
  const { data, error, refetch } = useQuery(passkeysQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} />;
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>Вход по отпечатку, лицу или ПИН-коду устройства. Его не подсмотреть и не выманить на поддельном сайте.</Trans>
      </Text>
      {data.items.length > 0 && (
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {data.items.map((passkey) => (
            <PasskeyRow key={passkey.passkey_id} passkey={passkey} />
          ))}
        </Stack>
      )}
      <AddPasskey number={data.items.length + 1} />
    </Stack>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const [naming, setNaming] = useState(false);
  const remove = useRemovePasskey();
  const made = fullDate(new Date(passkey.created_at), zone, i18n.locale);
  const used = passkey.last_used_at && fullDate(new Date(passkey.last_used_at), zone, i18n.locale);
  const params = { path: { passkey_id: passkey.passkey_id } };
  return (
    <li>
      {naming ? (
        <NamePasskey passkey={passkey} done={() => setNaming(false)} />
      ) : (
        <Group gap="sm" justify="space-between">
          <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
            <KeyIcon size={24} />
            <div style={{ minWidth: 0 }}>
              <Text fw={500} style={{ overflowWrap: "anywhere" }}>
                {passkey.name}
              </Text>
              <Text size="sm" c="dimmed">
                {used ? <Trans>Создан {made}, использован {used}</Trans> : <Trans>Создан {made}, ещё не использован</Trans>}
              </Text>
            </div>
          </Group>
          <Group gap={6}>
            <Button variant="subtle" size="compact-sm" aria-label={t`Переименовать ключ «${passkey.name}»`} onClick={() => setNaming(true)}>
              <Trans>Переименовать</Trans>
            </Button>
            <RemoveFactor action={t`Удалить`} label={t`Удалить ключ «${passkey.name}»`} title={t`Удалить ключ доступа?`} pending={remove.isPending} error={remove.error}
              remove={(close) => remove.mutate({ params }, { onSuccess: close })}>
              <Trans>Войти с ключом «{passkey.name}» больше не получится. На других устройствах нужно будет войти заново.</Trans>
            </RemoveFactor>
          </Group>
        </Group>
      )}
    </li>
  );
}

function NamePasskey({ passkey, done }: { passkey: Passkey; done: () => void }) {
  const { t } = useLingui();
  const rename = useRenamePasskey();
  const [name, setName] = useState(passkey.name);
  const save = () => rename.mutate({ params: { path: { passkey_id: passkey.passkey_id } }, body: { name: name.trim() } }, { onSuccess: done });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) save();
      }}
    >
      <Stack gap="xs">
        <TextInput label={t`Название ключа`} value={name} maxLength={60} data-autofocus autoFocus onChange={(event) => setName(event.currentTarget.value)} />
        <ProblemAlert error={rename.error} />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={rename.isPending} disabled={!name.trim()}>
            <Trans>Сохранить</Trans>
          </Button>
          <Button variant="subtle" size="sm" onClick={done}>
            <Trans>Не менять</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AddPasskey({ number }: { number: number }) {
  const { t } = useLingui();
  const add = useAddPasskey();
  const [codes, setCodes] = useState<string[]>([]);
  if (!passkeysWork()) {
    return (
      <Text c="dimmed">
        <Trans>Этот браузер не умеет создавать ключи доступа. Откройте страницу в другом или подключите приложение с кодами.</Trans>
      </Text>
    );
  }
  return (
    <>
      <ProblemAlert error={add.error} />
      <Button variant="default" leftSection={<KeyIcon />} loading={add.isPending} style={{ alignSelf: "start" }}
        onClick={() => add.mutate(nameOfDevice() ?? t`Ключ ${number}`, { onSuccess: setCodes })}>
        <Trans>Добавить ключ доступа</Trans>
      </Button>
      <RecoverySheet codes={codes} close={() => setCodes([])} />
    </>
  );
}

/** "Windows": where a passkey is made; people give it a better name when they like. */
function nameOfDevice(): string | undefined {
  const known = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux"].find((name) => navigator.userAgent.includes(name));
  return known === "Macintosh" ? "Mac" : known;
}
