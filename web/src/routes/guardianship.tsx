import { Group, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { AnswerInvitation } from "~/features/accounts/answer-invitation";
import { sessionQuery } from "~/features/auth/queries";
import { FormPage } from "~/ui/form-page";
import { ButtonLink } from "~/ui/links";

export const Route = createFileRoute("/guardianship")({
  validateSearch: (search: Record<string, unknown>) => ({ token: typeof search.token === "string" ? search.token : "" }),
  component: Invitation,
});

function Invitation() {
  const { t } = useLingui();
  const { token } = Route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  const next = `/guardianship?token=${encodeURIComponent(token)}`;
  const signIn = (guardian: boolean) => (
    <>
      <Text c="dimmed">
        <Trans>Войдите или зарегистрируйтесь, чтобы ответить.</Trans>
      </Text>
      <Group>
        <ButtonLink to="/sign-in" search={{ next }}>
          <Trans>Войти</Trans>
        </ButtonLink>
        <ButtonLink to="/sign-up" search={{ next, role: guardian ? "guardian" : "student" }} variant="default">
          <Trans>Зарегистрироваться</Trans>
        </ButtonLink>
      </Group>
    </>
  );
  return (
    <FormPage title={t`Приглашение`}>
      <AnswerInvitation token={token} signedIn={Boolean(session)} signIn={signIn} />
    </FormPage>
  );
}
