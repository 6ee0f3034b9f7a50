import { Button, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { useConfirmNewEmail } from "~/features/auth/factor-queries";
import { CheckIcon, MailIcon } from "~/ui/icons";
import { FormPage } from "~/ui/form-page";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";

export const Route = createFileRoute("/confirm-new-email")({
  validateSearch: (search: Record<string, unknown>) => ({ token: typeof search.token === "string" ? search.token : "" }),
  component: ConfirmNewEmail,
});

/** A press, not a visit, changes the address: programs that look into mails follow links, too. */
function ConfirmNewEmail() {
  const { t } = useLingui();
  const { token } = Route.useSearch();
  const confirm = useConfirmNewEmail();
  return (
    <FormPage title={confirm.isSuccess ? t`Почта изменена` : t`Новая почта`}>
      <Stack className="surface" p="xl" gap="md" align="center" ta="center" role="status">
        {confirm.isSuccess ? (
          <>
            <span style={{ color: "var(--good-text)" }}>
              <CheckIcon size={40} />
            </span>
            <Text>
              <Trans>Теперь входите с новым адресом. На других устройствах нужно войти заново.</Trans>
            </Text>
            <ButtonLink to="/settings/security">
              <Trans>Продолжить</Trans>
            </ButtonLink>
          </>
        ) : (
          <>
            <span style={{ color: "var(--mantine-color-anchor)" }}>
              <MailIcon size={40} />
            </span>
            <Text>
              <Trans>Подтвердите, что этот адрес ваш: по нему вы будете входить и получать письма.</Trans>
            </Text>
            <ProblemAlert error={confirm.error} />
            <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate({ body: { token } })}>
              <Trans>Подтвердить адрес</Trans>
            </Button>
          </>
        )}
      </Stack>
    </FormPage>
  );
}
