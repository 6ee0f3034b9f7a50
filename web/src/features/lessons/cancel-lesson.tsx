import { Button, Group, NativeSelect, Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { CancelCost } from "./cancel-cost";
import { type Lesson, useCancelLesson, useCancelQuote } from "./queries";
import { useReasonWords } from "./reasons";

/** The cost of the click is asked from the server and shown before the click. */
export default function CancelLesson({ lesson, close }: { lesson: Lesson; close: () => void }) {
  const { t } = useLingui();
  const reasons = useReasonWords();
  const { mutate: askCost, data: quote, error: noQuote } = useCancelQuote();
  const cancel = useCancelLesson();
  const [reason, setReason] = useState("plans_changed");
  useEffect(() => askCost({ body: { lesson_id: lesson.id } }), [askCost, lesson.id]);
  const submit = () =>
    cancel.mutate(
      { params: { path: { lesson_id: lesson.id } }, body: { reason_code: reason } } as Parameters<typeof cancel.mutate>[0],
      { onSuccess: close },
    );
  return (
    <Dialog opened close={close} title={t`Отменить занятие?`}>
      <Stack gap="md">
        {quote ? <CancelCost quote={quote} /> : !noQuote && <Skeleton height={84} radius="md" />}
        <NativeSelect label={t`Причина`} value={reason} onChange={(event) => setReason(event.currentTarget.value)}
          data={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
        <ProblemAlert error={noQuote ?? cancel.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Не отменять</Trans>
          </Button>
          <Button color="red.9" loading={cancel.isPending} disabled={!quote} onClick={submit}>
            <Trans>Отменить занятие</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
