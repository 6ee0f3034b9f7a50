import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import { Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { isStaff } from "~/api/roles";
import { meQuery } from "~/features/accounts/queries";
import { mustSetUpFactor, type Session, useSignOut } from "~/features/auth/queries";
import { isMinor } from "~/ui/age";
import { PersonAvatar } from "~/ui/person";

export default function AccountMenu({ session }: { session: Session }) {
  const { data: me } = useQuery({ ...meQuery, enabled: !mustSetUpFactor(session) });
  const signOut = useSignOut();
  const guardian = session.roles.includes("guardian");
  const family = guardian || (session.roles.includes("student") && me !== undefined && isMinor(me.birth_date));
  const navigate = useNavigate();
  const leave = async () => {
    await signOut.mutateAsync({});
    await navigate({ to: "/" });
  };
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton>
          <VisuallyHidden>
            <Trans>Меню учётной записи</Trans>
          </VisuallyHidden>
          <PersonAvatar name={me?.full_name ?? session.email} photo={me?.photo_url ?? null} size={36} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={550} c="var(--mantine-color-text)" truncate>
            {me?.full_name}
          </Text>
          <Text size="xs" truncate>
            {session.email}
          </Text>
        </Menu.Label>
        {isStaff(session.roles) ? (
          <Menu.Item component={Link} to="/desk">
            <Trans>Рабочее место</Trans>
          </Menu.Item>
        ) : (
          <Menu.Item component={Link} to="/lessons">
            <Trans>Занятия</Trans>
          </Menu.Item>
        )}
        {!isStaff(session.roles) && (
          <Menu.Item component={Link} to="/tickets">
            <Trans>Обращения</Trans>
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/help">
          <Trans>Справка</Trans>
        </Menu.Item>
        {family && (
          <Menu.Item component={Link} to="/family">
            {guardian ? <Trans>Дети</Trans> : <Trans>Законный представитель</Trans>}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/settings">
          <Trans>Настройки</Trans>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>
          <Trans>Выйти</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
