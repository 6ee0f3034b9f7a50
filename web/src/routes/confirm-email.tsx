import { Loader, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { homeOf } from "~/features/auth/next-step";
import { sessionQuery, useConfirmEmail } from "~/features/auth/queries";
import { CheckIcon } from "~/ui/icons";
import { FormPage } from "~/ui/form-page";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";

export const Route = createFileRoute("/confirm-email")({
  validateSearch: (search: Record<string, unknown>) => ({ token: typeof search.token === "string" ? search.token : "" }),
  component: ConfirmEmail,
});

function ConfirmEmail() {
  const { t } = useLingui();
  const { token } = Route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  const { mutate, isSuccess, error } = useConfirmEmail();
  const sent = useRef(false);
  useEffect(() => {
    // The token works once: a second effect of the same page must not spend it.
    if (sent.current) return;
    sent.current = true;
    mutate({ body: { token } });
  }, [mutate, token]);
  return (
    <FormPage title={isSuccess ? t`Почта подтверждена` : t`Подтверждение почты`}>
      <Stack className="surface" p="xl" gap="md" align="center" ta="center" role="status">
        {!isSuccess && !error && (
          <>
            <Loader />
            <Text>
              <Trans>Проверяем ссылку…</Trans>
            </Text>
          </>
        )}
        {isSuccess && (
          <>
            <span style={{ color: "var(--good-text)" }}>
              <CheckIcon size={40} />
            </span>
            <Text>
              <Trans>Всё готово, можно продолжать.</Trans>
            </Text>
            {session ? (
              <ButtonLink to={session.roles.includes("tutor") ? homeOf(session.roles) : "/tutors"}>
                <Trans>Продолжить</Trans>
              </ButtonLink>
            ) : (
              <ButtonLink to="/sign-in">
                <Trans>Войти</Trans>
              </ButtonLink>
            )}
          </>
        )}
        {error && (
          <>
            <ProblemAlert error={error} />
            <Text c="dimmed">
              {session ? (
                <Trans>Запросите новое письмо в строке наверху страницы.</Trans>
              ) : (
                <Trans>Войдите — и мы предложим отправить новое письмо.</Trans>
              )}
            </Text>
            {!session && (
              <ButtonLink to="/sign-in">
                <Trans>Войти</Trans>
              </ButtonLink>
            )}
          </>
        )}
      </Stack>
    </FormPage>
  );
}
