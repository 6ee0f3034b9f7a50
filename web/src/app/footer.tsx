import { Container, Group, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { TextLink } from "~/ui/links";

/** `wide` as the desk is. */
export function Footer({ wide }: { wide: boolean }) {
  return (
    <footer style={{ borderTop: "1px solid var(--line)" }}>
      <Container size={wide ? 1376 : "lg"} py="xl">
        <Group justify="space-between" gap="md">
          <Text size="sm" c="dimmed">
            Tutorium
          </Text>
          <Group gap="lg">
            <TextLink to="/help" size="sm" c="dimmed">
              <Trans>Справка</Trans>
            </TextLink>
            <TextLink to="/legal/$kind" params={{ kind: "offer" }} size="sm" c="dimmed">
              <Trans>Оферта</Trans>
            </TextLink>
            <TextLink to="/legal/$kind" params={{ kind: "personal_data" }} size="sm" c="dimmed">
              <Trans>Персональные данные</Trans>
            </TextLink>
            <TextLink to="/legal/$kind" params={{ kind: "privacy_policy" }} size="sm" c="dimmed">
              <Trans>Политика</Trans>
            </TextLink>
            <TextLink to="/legal/$kind" params={{ kind: "recommendations" }} size="sm" c="dimmed">
              <Trans>Как устроен поиск</Trans>
            </TextLink>
          </Group>
        </Group>
      </Container>
    </footer>
  );
}
