import { Button, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { MailIcon } from "~/ui/icons";
import { ButtonLink, TextLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { useResendConfirmation } from "./queries";

type CheckMailProps = { email: string; signedIn: boolean; next: string };

/** After registration: the letter is the next step, and it can be sent once more. */
export function CheckMail({ email, signedIn, next }: CheckMailProps) {
  const resend = useResendConfirmation();
  return (
    <Stack className="surface" p="xl" gap="md" align="center" ta="center">
      <span style={{ color: "var(--mantine-color-anchor)" }}>
        <MailIcon size={40} />
      </span>
      <Text>
        <Trans>Мы отправили письмо на <b>{email}</b>. Перейдите по ссылке из него, чтобы подтвердить почту.</Trans>
      </Text>
      <Text size="sm" c="dimmed" role="status">
        {resend.isSuccess ? <Trans>Отправили ещё раз.</Trans> : <Trans>Обычно письмо приходит за минуту. Проверьте папку «Спам».</Trans>}
      </Text>
      <ProblemAlert error={resend.error} />
      {signedIn ? (
        <>
          <Button variant="default" loading={resend.isPending} disabled={resend.isSuccess} onClick={() => resend.mutate({})}>
            <Trans>Отправить письмо ещё раз</Trans>
          </Button>
          <ButtonLink to={next} variant="subtle">
            <Trans>Продолжить</Trans>
          </ButtonLink>
        </>
      ) : (
        <TextLink to="/sign-in" search={{ next }}>
          <Trans>Войти</Trans>
        </TextLink>
      )}
    </Stack>
  );
}
