import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { type RejectReason, type Review, useReject } from "./queries";
import { useRejectWords } from "./words";

/** The tutor reads the reason and the note, word for word. */
export default function RejectReview({ review, close, done }: { review: Review; close: () => void; done: () => void }) {
  const { t } = useLingui();
  const reasons = useRejectWords();
  const reject = useReject();
  const [reason, setReason] = useState<RejectReason>("contacts");
  const [note, setNote] = useState("");
  const decline = () =>
    reject.mutate(
      {
        params: { path: { review_id: review.id }, header: { "If-Match": `"${review.version}"` } },
        body: { reason_code: reason, note: note.trim() },
      },
      { onSuccess: done },
    );
  return (
    <Dialog opened close={close} title={t`Отклонить правки?`}>
      <Stack gap="md">
        <Text size="sm">
          <Trans>Ученики продолжат видеть прежнюю анкету. Репетитору придёт письмо с причиной и вашими словами.</Trans>
        </Text>
        <NativeSelect label={t`Причина`} value={reason} onChange={(event) => setReason(event.currentTarget.value as RejectReason)}
          data={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
        <Textarea label={t`Что исправить`} description={t`Увидит репетитор`} autosize minRows={2} maxRows={8} maxLength={1000} value={note}
          onChange={(event) => setNote(event.currentTarget.value)} />
        <ProblemAlert error={reject.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Отмена</Trans>
          </Button>
          <Button color="red.9" loading={reject.isPending} onClick={decline}>
            <Trans>Отклонить</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
