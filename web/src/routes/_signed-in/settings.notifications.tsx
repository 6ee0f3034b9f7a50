import { Anchor, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { meQuery } from "~/features/accounts/queries";
import { CompulsoryLetters, Preferences } from "~/features/notifications/preferences";
import { Section } from "~/ui/section";

export const Route = createFileRoute("/_signed-in/settings/notifications")({ component: NotificationSettings });

function NotificationSettings() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const { data: me } = useQuery(meQuery);
  const tutor = session.roles.includes("tutor");
  const privacy = (
    <Anchor href="/settings/privacy" underline="always">
      <Trans>«Приватность»</Trans>
    </Anchor>
  );
  return (
    <Stack gap={32}>
      <Section title={t`По желанию`}>
        <Text c="dimmed">
          <Trans>Письма приходят на {session.email}, остальное — за колокольчиком наверху.</Trans>
        </Text>
        <Preferences zone={me?.timezone ?? ""} />
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
