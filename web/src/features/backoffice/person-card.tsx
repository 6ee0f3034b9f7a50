import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { AlertIcon } from "~/ui/icons";
import { TextLink } from "~/ui/links";
import { PersonAvatar } from "~/ui/person";
import { Section } from "~/ui/section";
import { StateBadge } from "~/ui/state-badge";
import { dayName } from "~/ui/time";
import { zoneLabel } from "~/ui/zones";
import { DeskPage } from "./desk-frame";
import { Facts } from "./facts";
import { Moment } from "./moment";
import { PersonSessions } from "./person-sessions";
import type { PersonCard } from "./queries";
import { STATE_TONES, useRoleWords, useStateWords } from "./words";

const PersonAction = lazy(() => import("./person-action"));
const EditRoles = lazy(() => import("./edit-roles"));

export function PersonCardView({ person, admin, me }: { person: PersonCard; admin: boolean; me: string }) {
  const { t, i18n } = useLingui();
  const roles = useRoleWords();
  const states = useStateWords();
  const [asked, setAsked] = useState<"block" | "unblock" | "sessions" | "roles" | null>(null);
  const close = () => setAsked(null);
  const own = person.user_id === me;
  const factors = [person.totp && t`приложение с кодами`, person.passkeys > 0 && t`ключи доступа: ${person.passkeys}`].filter(Boolean).join(", ");
  return (
    <DeskPage title={person.full_name} lead={person.roles.map((role) => roles[role]).join(", ")}
      actions={
        <Group gap="xs">
          <Button variant="default" onClick={() => setAsked("sessions")}>
            <Trans>Завершить сеансы</Trans>
          </Button>
          {admin && (
            <Button variant="default" onClick={() => setAsked("roles")}>
              <Trans>Роли</Trans>
            </Button>
          )}
          {admin && !own && (
            person.state === "blocked" ? (
              <Button onClick={() => setAsked("unblock")}>
                <Trans>Разблокировать</Trans>
              </Button>
            ) : (
              <Button color="red.9" onClick={() => setAsked("block")}>
                <Trans>Заблокировать</Trans>
              </Button>
            )
          )}
        </Group>
      }>
      <Stack gap="lg">
        {person.state === "blocked" && <BlockedNotice person={person} />}
        <Stack component="section" className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
          <Group gap="md">
            <PersonAvatar name={person.full_name} photo={person.photo_url} size={64} />
            <div>
              <Title order={2} fz={20}>
                {person.email}
              </Title>
              <StateBadge tone={STATE_TONES[person.state]}>{states[person.state]}</StateBadge>
            </div>
          </Group>
          <Facts items={[
            [t`Почта подтверждена`, person.email_confirmed_at ? <Moment key="m" at={person.email_confirmed_at} /> : t`нет`],
            [t`Имя при регистрации`, person.registered_name],
            [t`Дата рождения`, dayName(person.birth_date, i18n.locale, { day: "numeric", month: "long", year: "numeric" })],
            [t`Часовой пояс`, zoneLabel(person.timezone, i18n.locale, new Date())],
            [t`Второй фактор`, factors || t`нет`],
            [t`Резервных кодов осталось`, String(person.recovery_codes_left)],
            [t`Согласий`, String(person.consents_count)],
            [t`Регистрация`, <Moment key="r" at={person.created_at} />],
            [t`Номер`, person.user_id],
          ]} />
          {admin && (
            <TextLink to="/desk/audit" search={{ subject: `user:${person.user_id}` }} size="sm">
              <Trans>Всё об этом человеке в журнале</Trans>
            </TextLink>
          )}
        </Stack>
        <Section title={t`Сеансы`}>
          <PersonSessions sessions={person.sessions} />
        </Section>
      </Stack>
      <Suspense>
        {(asked === "block" || asked === "unblock" || asked === "sessions") && <PersonAction what={asked} person={person} close={close} />}
        {asked === "roles" && <EditRoles person={person} own={own} close={close} />}
      </Suspense>
    </DeskPage>
  );
}

function BlockedNotice({ person }: { person: PersonCard }) {
  return (
    <Alert icon={<AlertIcon />} styles={{ root: { background: "var(--bad-bg)", borderColor: "transparent" }, icon: BAD, message: BAD }}>
      <Text c="inherit">
        <Trans>Учётная запись заблокирована</Trans> {person.blocked_at && <Moment at={person.blocked_at} />}
        {person.blocked_reason && <>: {person.blocked_reason}</>}
      </Text>
    </Alert>
  );
}

const BAD = { color: "var(--bad-text)" };
