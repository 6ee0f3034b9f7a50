import { Button, Container, Group, Text } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { Trans } from "@lingui/react/macro";
import { useLiveState } from "~/api/live";
import { type Session, useResendConfirmation } from "~/features/auth/queries";
import { useProblemText } from "~/ui/problem";

const STRIP = { background: "var(--warn-bg)", color: "var(--warn-text)" };

/** Says aloud that what is shown may be old. */
export function OfflineBanner() {
  const { online } = useNetwork();
  const lost = useLiveState() === "lost";
  return (
    <div role="status" style={STRIP}>
      {!online && (
        <Container size="lg" py={8}>
          <Text size="sm">
            <Trans>Нет сети. Показано последнее, что удалось загрузить; новые действия подождут связи.</Trans>
          </Text>
        </Container>
      )}
      {online && lost && (
        <Container size="lg" py={8}>
          <Text size="sm">
            <Trans>Связь с сервером прервалась: новое само не появляется. Пробуем восстановить её.</Trans>
          </Text>
        </Container>
      )}
    </div>
  );
}

/** Signing in works before the address is confirmed, booking does not. */
export function ConfirmEmailBanner({ session }: { session: Session }) {
  const resend = useResendConfirmation();
  const sentence = useProblemText();
  return (
    <div style={STRIP}>
      <Container size="lg" py={8}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" role="status">
            {resend.isSuccess ? (
              <Trans>Письмо отправлено на {session.email}. Проверьте и папку «Спам».</Trans>
            ) : resend.error ? (
              sentence(resend.error)
            ) : (
              <Trans>Подтвердите почту {session.email}: туда приходят письма о занятиях, и без этого нельзя записаться.</Trans>
            )}
          </Text>
          {!resend.isSuccess && (
            <Button size="compact-sm" variant="transparent" c="inherit" td="underline" loading={resend.isPending} onClick={() => resend.mutate({})}>
              <Trans>Отправить письмо ещё раз</Trans>
            </Button>
          )}
        </Group>
      </Container>
    </div>
  );
}
