import { Anchor, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { CompulsoryLetters, Preferences } from "~/features/notifications/preferences";
import { Section } from "~/ui/section";

export const Route = createFileRoute("/_signed-in/settings/notifications")({ component: NotificationSettings });

function NotificationSettings() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const tutor = session.roles.includes("tutor");
  const privacy = (
    <Anchor href="/settings/privacy" underline="always">
      <Trans>«Приватность»</Trans>
    </Anchor>
  );
  return (
    <Stack gap={32}>
      <Section title={t`Письма по желанию`}>
        <Text c="dimmed">
          <Trans>Приходят на {session.email}.</Trans>
        </Text>
        <Preferences />
      </Section>
      <Section title={t`Приходят всегда`}>
        <CompulsoryLetters tutor={tutor} />
      </Section>
      <Section title={t`Реклама`}>
        <Text>
          <Trans>Рекламу мы присылаем только тем, кто на неё согласился. Дать или забрать согласие можно в разделе {privacy}.</Trans>
        </Text>
      </Section>
    </Stack>
  );
}
