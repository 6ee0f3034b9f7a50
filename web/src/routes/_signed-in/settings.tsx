import { Button, type MantineColorScheme, Skeleton, Stack, Title, useMantineColorScheme } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AccountForm } from "~/features/accounts/account-form";
import { Children } from "~/features/accounts/children";
import { meQuery, useUpdateMe } from "~/features/accounts/queries";
import { ChangePassword } from "~/features/auth/change-password";
import { useSignOut } from "~/features/auth/queries";
import { chooseLanguage, type Language } from "~/i18n/i18n";
import { Choice } from "~/ui/choice";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/_signed-in/settings")({ component: Settings });

function Settings() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const { data: me, error, refetch } = useQuery(meQuery);
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut.mutateAsync({});
    await navigate({ to: "/" });
  };
  return (
    <Page title={t`Настройки`} size={640}>
      <Stack gap={32}>
        <Section title={t`Профиль`}>
          {error && <LoadError error={error} retry={() => void refetch()} />}
          {me ? <AccountForm me={me} /> : !error && <Skeleton height={240} />}
        </Section>
        {session.roles.includes("guardian") && (
          <Section title={t`Дети`}>
            <Children />
          </Section>
        )}
        <Section title={t`Вид`}>
          <LanguageChoice />
          <ThemeChoice />
        </Section>
        <Section title={t`Пароль`}>
          <ChangePassword />
        </Section>
        <Button variant="subtle" color="gray" c="dimmed" style={{ alignSelf: "start" }} onClick={() => void leave()}>
          <Trans>Выйти</Trans>
        </Button>
      </Stack>
    </Page>
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

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
      <Title order={2} fz={20}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}
