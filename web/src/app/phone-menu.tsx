import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Drawer.css";
import { Burger, Drawer, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Session } from "~/features/auth/queries";
import { ButtonLink } from "~/ui/links";
import { LanguageSwitch } from "./language-switch";
import type { NavigationItem } from "./navigation";
import { ThemeSwitch } from "./theme-switch";

export default function PhoneMenu({ items, session }: { items: NavigationItem[]; session: Session | null }) {
  const { t } = useLingui();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Burger opened={opened} onClick={open} size="sm" aria-label={t`Открыть меню`} />
      <Drawer opened={opened} onClose={close} position="right" size="xs" title={t`Меню`} closeButtonProps={{ "aria-label": t`Закрыть` }}>
        <Stack gap={4}>
          {items.map((item) => (
            <ButtonLink key={item.to} to={item.to} variant="subtle" size="md" justify="flex-start" onClick={close}>
              {item.label}
            </ButtonLink>
          ))}
          {session && (
            <ButtonLink to="/settings" variant="subtle" size="md" justify="flex-start" onClick={close}>
              <Trans>Настройки</Trans>
            </ButtonLink>
          )}
          {!session && (
            <ButtonLink to="/sign-up" size="md" mt="md" onClick={close}>
              <Trans>Зарегистрироваться</Trans>
            </ButtonLink>
          )}
          <Group mt="lg">
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
        </Stack>
      </Drawer>
    </>
  );
}
