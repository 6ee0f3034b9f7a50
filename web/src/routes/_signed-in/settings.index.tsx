import { type MantineColorScheme, Skeleton, Stack, useMantineColorScheme } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { AccountForm } from "~/features/accounts/account-form";
import { PhotoEditor } from "~/features/accounts/photo-editor";
import { meQuery, useUpdateMe } from "~/features/accounts/queries";
import { chooseLanguage, type Language } from "~/i18n/i18n";
import { Choice } from "~/ui/choice";
import { LoadError } from "~/ui/problem";
import { Section } from "~/ui/section";

export const Route = createFileRoute("/_signed-in/settings/")({ component: ProfileSettings });

function ProfileSettings() {
  const { t } = useLingui();
  const { data: me, error, refetch } = useQuery(meQuery);
  return (
    <Stack gap={32}>
      <Section title={t`Профиль`}>
        {error && <LoadError error={error} retry={() => void refetch()} />}
        {me && <PhotoEditor me={me} />}
        {me ? <AccountForm me={me} /> : !error && <Skeleton height={240} />}
      </Section>
      <Section title={t`Вид`}>
        <LanguageChoice />
        <ThemeChoice />
      </Section>
    </Stack>
  );
}

/** The language of the page and of the letters. */
function LanguageChoice() {
  const { i18n, t } = useLingui();
  const cache = useQueryClient();
  const update = useUpdateMe();
  const choose = async (language: string) => {
    const locale: Language = language === "en" ? "en" : "ru";
    await chooseLanguage(locale);
    update.mutate({ body: { locale } }, { onSettled: () => void cache.invalidateQueries() });
  };
  return (
    <Choice label={t`Язык страниц и писем`} value={i18n.locale} change={(language) => void choose(language)}
      options={[{ value: "ru", label: "Русский" }, { value: "en", label: "English" }]} />
  );
}

function ThemeChoice() {
  const { t } = useLingui();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Choice label={t`Тема`} value={colorScheme} change={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      options={[{ value: "auto", label: t`Как в системе` }, { value: "light", label: t`Светлая` }, { value: "dark", label: t`Тёмная` }]} />
  );
}
