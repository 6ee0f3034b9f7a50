import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { problemOf } from "~/api/problem";
import { AlertIcon, CloudOffIcon } from "./icons";

/** The sentence for people: the server's own, or ours when no answer came. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useLingui();
  return (error) => {
    const problem = problemOf(error);
    if (problem.detail) return problem.detail;
    if (problem.status === 0) return t`Нет связи с сервером. Проверьте интернет и повторите: введённое сохранено.`;
    return t`Сервер не смог ответить. Ничего не изменилось, повторите через минуту.`;
  };
}

/** What went wrong with a command, beside the button that gave it. */
export function ProblemAlert({ error }: { error: unknown }) {
  const sentence = useProblemText();
  if (!error) return null;
  return (
    <Alert role="alert" variant="default" icon={<AlertIcon />} className="problem" styles={{ root: BAD, icon: TEXT, message: TEXT }}>
      {sentence(error)}
    </Alert>
  );
}

const BAD = { background: "var(--bad-bg)", borderColor: "transparent" };
const TEXT = { color: "var(--bad-text)" };

/** A part of the screen could not be read; the rest of the page stays. */
export function LoadError({ error, retry }: { error: unknown; retry: () => void }) {
  const sentence = useProblemText();
  return (
    <Group className="surface" role="alert" p="lg" wrap="nowrap" align="flex-start">
      <span style={{ color: "var(--bad-text)" }}>
        {problemOf(error).status === 0 ? <CloudOffIcon size={24} /> : <AlertIcon size={24} />}
      </span>
      <Stack gap="sm" align="flex-start">
        <Text>{sentence(error)}</Text>
        <Button variant="default" size="xs" onClick={retry}>
          <Trans>Повторить</Trans>
        </Button>
      </Stack>
    </Group>
  );
}
