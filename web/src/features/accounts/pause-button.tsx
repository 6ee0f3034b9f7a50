import { Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { ProblemAlert } from "~/ui/problem";
import { usePause } from "./queries";

const Dialog = lazy(() => import("~/ui/dialog").then((module) => ({ default: module.Dialog })));

/** A pause is asked about, since strangers will not find the tutor; coming back is one click. */
export function PauseButton({ paused }: { paused: boolean }) {
  const { t } = useLingui();
  const [asking, { open, close }] = useDisclosure();
  const pause = usePause("pause");
  const resume = usePause("resume");
  if (paused) {
    return (
      <Button size="sm" loading={resume.isPending} onClick={() => resume.mutate({})}>
        <Trans>Вернуться в поиск</Trans>
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" size="sm" onClick={open}>
        <Trans>Взять паузу</Trans>
      </Button>
      <Suspense>
        {asking && (
          <Dialog opened close={close} title={t`Взять паузу?`}>
            <Stack gap="md">
              <Text>
                <Trans>Вы исчезнете из поиска, и новые ученики не смогут записаться. Назначенные занятия останутся, а ваши ученики смогут записываться дальше. Вернуться можно в любой момент.</Trans>
              </Text>
              <ProblemAlert error={pause.error} />
              <Button loading={pause.isPending} onClick={() => pause.mutate({}, { onSuccess: close })}>
                <Trans>Взять паузу</Trans>
              </Button>
            </Stack>
          </Dialog>
        )}
      </Suspense>
    </>
  );
}
