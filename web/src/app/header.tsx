import { Burger, Container, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { isStaff } from "~/api/roles";
import { homeOf } from "~/features/auth/next-step";
import { mustSetUpFactor, type Session } from "~/features/auth/queries";
import { ButtonLink } from "~/ui/links";
import classes from "./header.module.css";
import { LanguageSwitch } from "./language-switch";
import { useNavigation } from "./navigation";
import { ThemeSwitch } from "./theme-switch";

const Bell = lazy(() => import("~/features/notifications/bell"));
const AccountMenu = lazy(() => import("./account-menu"));
const PhoneMenu = lazy(() => import("./phone-menu"));

export function Header({ session }: { session: Session | null | undefined }) {
  const { t } = useLingui();
  const [menu, { open, close }] = useDisclosure();
  const items = useNavigation(session?.roles ?? []);
  return (
    <header className={classes.header}>
      <Container size={session && isStaff(session.roles) ? 1376 : "lg"} h="100%">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="md">
          <Group gap={36} wrap="nowrap">
            <Link to={session ? homeOf(session.roles) : "/"} className={classes.logo} aria-label={t`Tutorium, на главную`}>
              <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
                <rect width="32" height="32" rx="9" fill="#3a4dc0" />
                <path d="M9 10.5h14M16 10.5V22" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" />
                <circle cx="22.5" cy="21" r="2.3" fill="#ffc98a" />
              </svg>
              <span>Tutorium</span>
            </Link>
            <nav className={classes.wide} aria-label={t`Разделы`}>
              {items.map((item) => (
                <Link key={item.to} to={item.to} className={classes.link} activeOptions={{ exact: item.to === "/tutor" }} activeProps={{ className: classes.active }}>
                  {item.label}
                </Link>
              ))}
            </nav>
          </Group>
          <Group gap={6} wrap="nowrap">
            <span className={classes.wide}>
              <LanguageSwitch />
              <ThemeSwitch />
            </span>
            {session === null && (
              <>
                <ButtonLink to="/sign-in" variant="subtle" px="sm">
                  <Trans>Войти</Trans>
                </ButtonLink>
                <span className={classes.wide}>
                  <ButtonLink to="/sign-up">
                    <Trans>Зарегистрироваться</Trans>
                  </ButtonLink>
                </span>
              </>
            )}
            <Suspense fallback={<span className={classes.place} />}>
              {session && !mustSetUpFactor(session) && <Bell />}
              {session && <AccountMenu session={session} />}
            </Suspense>
            <span className={classes.narrow}>
              <Burger opened={menu} onClick={open} size="sm" aria-label={t`Открыть меню`} />
            </span>
            <Suspense>{menu && <PhoneMenu items={items} session={session ?? null} close={close} />}</Suspense>
          </Group>
        </Group>
      </Container>
    </header>
  );
}
