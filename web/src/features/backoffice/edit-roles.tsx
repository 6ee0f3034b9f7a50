import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import { Checkbox, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { isStaff } from "~/api/roles";
import { Dialog } from "~/ui/dialog";
import { List } from "./list";
import { type PersonCard, type Role, useSetRoles } from "./queries";
import { ReasonForm } from "./reason-form";
import { useRoleWords } from "./words";

const STAFF: readonly Role[] = ["support", "moderator", "finance", "admin"];
const CUSTOMERS: readonly Role[] = ["student", "guardian", "tutor"];

/** Roles of staff or of customers, never both; what changes is said before the click. */
export default function EditRoles({ person, own, close }: { person: PersonCard; own: boolean; close: () => void }) {
  const { t } = useLingui();
  const save = useSetRoles();
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const effects = useEffects(person, roles);
  const same = [...roles].sort().join() === [...person.roles].sort().join();
  const mixed = roles.some((role) => STAFF.includes(role)) && roles.some((role) => CUSTOMERS.includes(role));
  const ownLoss = own && !roles.includes("admin");
  const give = (reason: string) =>
    save.mutate({ params: { path: { user_id: person.user_id } }, body: { roles: [...roles], reason } }, { onSuccess: close });
  return (
    <Dialog opened close={close} title={t`Роли: ${person.full_name}`}>
      <ReasonForm action={t`Сохранить роли`} error={save.error} pending={save.isPending} give={give} cancel={close}
        disabled={same || mixed || ownLoss || roles.length === 0}>
        <Group align="flex-start" gap={40}>
          <RoleBoxes title={t`Сотрудник`} offered={STAFF} roles={roles} change={setRoles} />
          <RoleBoxes title={t`Пользователь`} offered={CUSTOMERS} roles={roles} change={setRoles} />
        </Group>
        <Text size="sm" role="status" c={mixed || ownLoss ? "var(--bad-text)" : "dimmed"}>
          {mixed ? (
            <Trans>Роли сотрудника и пользователя не совмещаются: уберите одни или другие.</Trans>
          ) : ownLoss ? (
            <Trans>Свою роль администратора снять нельзя: попросите другого администратора.</Trans>
          ) : same ? (
            <Trans>Пока ничего не изменилось.</Trans>
          ) : (
            <Trans>Что произойдёт:</Trans>
          )}
        </Text>
        {!same && !mixed && !ownLoss && <List items={effects} />}
      </ReasonForm>
    </Dialog>
  );
}

type RoleBoxesProps = { title: string; offered: readonly Role[]; roles: readonly Role[]; change: (roles: readonly Role[]) => void };

function RoleBoxes({ title, offered, roles, change }: RoleBoxesProps) {
  const words = useRoleWords();
  return (
    <Stack gap={8} role="group" aria-label={title}>
      <Text size="sm" fw={550}>
        {title}
      </Text>
      {offered.map((role) => (
        <Checkbox key={role} label={words[role]} checked={roles.includes(role)}
          onChange={(event) => change(event.currentTarget.checked ? [...roles, role] : roles.filter((other) => other !== role))} />
      ))}
    </Stack>
  );
}

function useEffects(person: PersonCard, roles: readonly Role[]): string[] {
  const { t } = useLingui();
  const effects = [t`Все сеансы завершатся, новые права действуют с первого входа.`];
  const joins = isStaff(roles) && !isStaff(person.roles);
  if (joins) {
    effects.push(t`Прежний пароль перестанет подходить; на ${person.email} придёт ссылка, чтобы задать новый, по правилам для сотрудников.`);
    effects.push(t`Работать можно будет только со вторым фактором.`);
  }
  if (person.roles.includes("tutor") && !roles.includes("tutor")) effects.push(t`Анкета репетитора исчезнет из поиска.`);
  if (!isStaff(person.roles) && isStaff(roles)) effects.push(t`Занятия и платежи этой учётной записи больше не откроются.`);
  return effects;
}
