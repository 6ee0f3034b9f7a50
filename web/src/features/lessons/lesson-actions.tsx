import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { type Lesson, useConfirmLesson } from "./queries";

const CancelLesson = lazy(() => import("./cancel-lesson"));

/** Exactly what the server allows now; the main action first. */
export function LessonActions({ lesson, compact = false }: { lesson: Lesson; compact?: boolean }) {
  const { i18n } = useLingui();
  const [cancelling, { open, close }] = useDisclosure();
  const confirm = useConfirmLesson();
  const may = (action: Lesson["allowed_actions"][number]) => lesson.allowed_actions.includes(action);
  const size = compact ? "xs" : "md";
  const command = { params: { path: { lesson_id: lesson.id } }, body: {} };
  const pay = may("pay") ? lesson.payment?.confirmation_url : null;
  if (!pay && !may("confirm") && !may("cancel")) return null;
  return (
    <>
      <Group gap="xs">
        {pay && (
          <Button component="a" href={pay} size={size}>
            <Trans>Оплатить {rubles(lesson.price_kopecks, i18n.locale)}</Trans>
          </Button>
        )}
        {may("confirm") && (
          <Button size={size} loading={confirm.isPending} onClick={() => confirm.mutate(command)}>
            <Trans>Подтвердить занятие</Trans>
          </Button>
        )}
        {may("cancel") && (
          <Button size={size} variant="default" onClick={open}>
            <Trans>Отменить занятие</Trans>
          </Button>
        )}
      </Group>
      <ProblemAlert error={confirm.error} />
      <Suspense>{cancelling && <CancelLesson lesson={lesson} close={close} />}</Suspense>
    </>
  );
}
