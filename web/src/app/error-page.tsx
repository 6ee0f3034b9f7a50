import { Button, Group } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { problemOf } from "~/api/problem";
import { EmptyState } from "~/ui/empty-state";
import { AlertIcon, CloudOffIcon } from "~/ui/icons";
import { Page } from "~/ui/page";
import { useProblemText } from "~/ui/problem";

/** The whole screen could not be shown: what happened, what was kept, what to do. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui();
  const router = useRouter();
  const sentence = useProblemText();
  const offline = !navigator.onLine;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={offline ? t`Вы не в сети` : t`Страница не открылась`} size="sm">
      <EmptyState
        icon={offline ? <CloudOffIcon size={36} /> : <AlertIcon size={36} />}
        title={sentence(problemOf(error))}
        action={
          <Group>
            <Button onClick={retry}>
              <Trans>Повторить</Trans>
            </Button>
            <Button component={Link} to="/" variant="default">
              <Trans>На главную</Trans>
            </Button>
          </Group>
        }
      >
        <Trans>Занятия и деньги в сохранности: они хранятся на сервере, а не на этой странице.</Trans>
      </EmptyState>
    </Page>
  );
}
