import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type AuditSearch, auditSearchFrom } from "./audit-search";

type AuditFiltersProps = { search: AuditSearch; change: (search: AuditSearch) => void };

export function AuditFiltersForm({ search, change }: AuditFiltersProps) {
  const { t } = useLingui();
  const [subject, setSubject] = useState(search.subject ?? "");
  const [actor, setActor] = useState(search.actor_id ?? "");
  const groups = [
    { value: "", label: t`все` },
    { value: "auth.", label: t`вход и учётные записи` },
    { value: "auth.user_", label: t`меры к людям` },
    { value: "auth.account_read", label: t`открытые карточки` },
    { value: "accounts.", label: t`правки анкет` },
    { value: "backoffice.", label: t`работа за этим столом` },
    { value: "payments.", label: t`деньги` },
    { value: "platform.policy", label: t`правила и лимиты` },
    { value: "platform.", label: t`система` },
  ];
  const known = groups.some((group) => group.value === (search.action ?? ""));
  return (
    <form role="search" onSubmit={(event) => {
      event.preventDefault();
      change(auditSearchFrom({ ...search, subject: subject.trim(), actor_id: actor.trim() }));
    }}>
      <Group align="flex-end" gap="sm" mb="md">
        <NativeSelect label={t`Действия`} value={search.action ?? ""} onChange={(event) => change({ ...search, action: event.currentTarget.value || undefined })}
          data={known ? groups : [...groups, { value: search.action ?? "", label: search.action ?? "" }]} />
        <TextInput label={t`О ком или о чём`} placeholder="user:…" style={{ flex: "1 1 200px" }} value={subject} onChange={(event) => setSubject(event.currentTarget.value)} />
        <TextInput label={t`Кто (номер)`} style={{ flex: "1 1 200px" }} value={actor} onChange={(event) => setActor(event.currentTarget.value)} />
        <TextInput type="date" label={t`С`} value={search.from ?? ""} onChange={(event) => change({ ...search, from: event.currentTarget.value || undefined })} />
        <TextInput type="date" label={t`По`} value={search.to ?? ""} onChange={(event) => change({ ...search, to: event.currentTarget.value || undefined })} />
        <Button type="submit" variant="default">
          <Trans>Показать</Trans>
        </Button>
        {Object.values(search).some(Boolean) && (
          <Button variant="subtle" onClick={() => {
            setSubject("");
            setActor("");
            change({});
          }}>
            <Trans>Сбросить</Trans>
          </Button>
        )}
      </Group>
    </form>
  );
}
