import { Button } from "@mantine/core";
import { useLingui } from "@lingui/react";
import { useQueryClient } from "@tanstack/react-query";
import { chooseLanguage } from "~/i18n/i18n";

/** One click to the other language, named in that language. */
export function LanguageSwitch() {
  const { i18n } = useLingui();
  const cache = useQueryClient();
  const other = i18n.locale === "ru" ? "en" : "ru";
  const choose = async () => {
    await chooseLanguage(other);
    await cache.invalidateQueries();
  };
  return (
    <Button variant="subtle" color="gray" c="dimmed" px="xs" fw={500} lang={other} onClick={() => void choose()}>
      {other === "en" ? "English" : "Русский"}
    </Button>
  );
}
