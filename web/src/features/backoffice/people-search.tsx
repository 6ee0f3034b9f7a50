import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { SearchIcon } from "~/ui/icons";
import type { AccountState, PeopleFilters, Role } from "./queries";
import { useRoleWords, useStateWords } from "./words";

type PeopleSearchProps = { filters: PeopleFilters; change: (filters: PeopleFilters) => void; staffToo: boolean };

/** An address has to be whole: a part of one finds nobody, so that masked addresses cannot be guessed. */
export function PeopleSearch({ filters, change, staffToo }: PeopleSearchProps) {
  const { t } = useLingui();
  const roles = useRoleWords();
  const states = useStateWords();
  const [text, setText] = useState(filters.q ?? "");
  const shown = (Object.keys(roles) as Role[]).filter((role) => staffToo || ["student", "guardian", "tutor"].includes(role));
  return (
    <form role="search" onSubmit={(event) => {
      event.preventDefault();
      change({ ...filters, q: text.trim() || undefined });
    }}>
      <Group align="flex-end" gap="sm" mb="md">
        <TextInput type="search" style={{ flex: "1 1 280px" }} label={t`Имя, почта целиком или номер`} maxLength={200}
          leftSection={<SearchIcon size={18} />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <NativeSelect label={t`Роль`} value={filters.role ?? ""}
          onChange={(event) => change({ ...filters, role: (event.currentTarget.value || undefined) as Role | undefined })}
          data={[{ value: "", label: t`любая` }, ...shown.map((value) => ({ value, label: roles[value] }))]} />
        <NativeSelect label={t`Состояние`} value={filters.state ?? ""}
          onChange={(event) => change({ ...filters, state: (event.currentTarget.value || undefined) as AccountState | undefined })}
          data={[{ value: "", label: t`любое` }, ...Object.entries(states).map(([value, label]) => ({ value, label }))]} />
        <Button type="submit">
          <Trans>Найти</Trans>
        </Button>
      </Group>
    </form>
  );
}
