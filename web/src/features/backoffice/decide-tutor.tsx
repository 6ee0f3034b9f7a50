import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { type Case, type CaseReason, useRejectTutor, useReturnTutor } from "./verification-queries";
import { useCaseReasons } from "./verification-words";

type Props = { found: Case; what: "changes" | "reject"; close: () => void; done: () => void };
const RETURNED_FOR: readonly CaseReason[] = ["profile", "documents", "other"];

/** The tutor reads the reason and the note, word for word. */
export default function DecideTutor({ found, what, close, done }: Props) {
  const { t } = useLingui();
  const words = useCaseReasons();
  const giveBack = useReturnTutor();
  const reject = useRejectTutor();
  const rejecting = what === "reject";
  const choices = (Object.keys(words) as CaseReason[]).filter((code) => rejecting || RETURNED_FOR.includes(code));
  const [reason, setReason] = useState<CaseReason>(choices[0] ?? "other");
  const [note, setNote] = useState("");
  const decide = () =>
    (rejecting ? reject : giveBack).mutate(
      {
        params: { path: { tutor_id: found.tutor_id }, header: { "If-Match": `"${found.version}"` } },
        body: { reason_code: reason, note: note.trim() },
      },
      { onSuccess: done },
    );
  return (
    <Dialog opened close={close} title={rejecting ? t`Отклонить заявку?` : t`Вернуть заявку?`}>
      <Stack gap="md">
        <Text size="sm">
          {rejecting ? (
            <Trans>Подать снова можно будет через 90 дней, а при подделке или запрете закона — никогда.</Trans>
          ) : (
            <Trans>Репетитор исправит и отправит заявку снова.</Trans>
          )}
        </Text>
        <NativeSelect label={t`Причина`} value={reason} onChange={(event) => setReason(event.currentTarget.value as CaseReason)}
          data={choices.map((value) => ({ value, label: words[value] ?? value }))} />
        <Textarea label={t`Что исправить`} description={t`Увидит репетитор`} autosize minRows={2} maxRows={8} maxLength={1000} value={note}
          onChange={(event) => setNote(event.currentTarget.value)} />
        <ProblemAlert error={giveBack.error ?? reject.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Отмена</Trans>
          </Button>
          <Button color={rejecting ? "red.9" : undefined} loading={giveBack.isPending || reject.isPending} onClick={decide}>
            {rejecting ? <Trans>Отклонить заявку</Trans> : <Trans>Вернуть заявку</Trans>}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
