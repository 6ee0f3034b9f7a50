import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { AutoIcon, MoonIcon, SunIcon } from "~/ui/icons";
import { useRenderedAt } from "~/ui/rendered-at";

const NEXT: Record<MantineColorScheme, MantineColorScheme> = { auto: "light", light: "dark", dark: "auto" };
const ICONS = { auto: AutoIcon, light: SunIcon, dark: MoonIcon };

/** Steps through "as the system", light and dark. */
export function ThemeSwitch() {
  const { t } = useLingui();
  const chosen = useMantineColorScheme();
  const { setColorScheme } = chosen;
  const colorScheme = useRenderedAt() ? "auto" : chosen.colorScheme;
  const names = { auto: t`как в системе`, light: t`светлая`, dark: t`тёмная` };
  const Icon = ICONS[colorScheme];
  const label = t`Тема: ${names[colorScheme]}. Включить: ${names[NEXT[colorScheme]]}`;
  return (
    <ActionIcon variant="subtle" color="gray" c="dimmed" size={36} title={label} aria-label={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}>
      <Icon />
    </ActionIcon>
  );
}
