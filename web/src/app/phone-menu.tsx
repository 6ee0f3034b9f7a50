import { Group, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Session } from "~/features/auth/queries";
import { ButtonLink } from "~/ui/links";
import { Sheet } from "~/ui/sheet";
import { LanguageSwitch } from "./language-switch";
import type { NavigationItem } from "./navigation";
import { ThemeSwitch } from "./theme-switch";

type PhoneMenuProps = { items: NavigationItem[]; session: Session | null; close: () => void };

export default function PhoneMenu({ items, session, close }: PhoneMenuProps) {
  const { t } = useLingui();
  return (
    <Sheet opened close={close} from="right" title={t`Меню`}>
      <Stack gap={4}>
        {items.map((item) => (
          <ButtonLink key={item.to} to={item.to} variant="subtle" size="md" justify="flex-start" onClick={close}>
            {item.label}
          </ButtonLink>
        ))}
        <ButtonLink to="/help" variant="subtle" size="md" justify="flex-start" onClick={close}>
          <Trans>Справка</Trans>
        </ButtonLink>
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
    </Sheet>
  );
}
