import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import { Button, Checkbox, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { type CasePaper, type PaperReason, useApprovePaper, useRejectPaper, useReturnPaper } from "./verification-queries";
import { usePaperReasons } from "./verification-words";

/** The mutation keeps what went wrong. Decided, the form goes before a callback of its own would be called. */
const shown = () => undefined;

/** Good, another file please, or rejected for good; whatever is not good needs a reason the tutor reads. */
export function DecidePaper({ paper, done }: { paper: CasePaper; done: () => void }) {
  const { t } = useLingui();
  const words = usePaperReasons();
  const approve = useApprovePaper();
  const giveBack = useReturnPaper();
  const reject = useRejectPaper();
  const [reasons, setReasons] = useState<string[]>([]);
  const [note, setNote] = useState("");
  const [issued, setIssued] = useState("");
  const [ends, setEnds] = useState("");
  const params = { path: { case_id: paper.id }, header: { "If-Match": `"${paper.version}"` } };
  const why = { reason_codes: reasons as PaperReason[], note: note.trim() };
  const busy = approve.isPending || giveBack.isPending || reject.isPending;
  return (
    <Stack gap="sm" component="section" aria-label={t`Решение`}>
      <Group grow>
        <TextInput type="date" label={t`Выдан`} value={issued} onChange={(event) => setIssued(event.currentTarget.value)} />
        <TextInput type="date" label={t`Действует до`} value={ends} onChange={(event) => setEnds(event.currentTarget.value)} />
      </Group>
      <Button loading={approve.isPending} disabled={busy}
        onClick={() => void approve.mutateAsync({ params, body: { issued_on: issued || null, valid_until: ends || null } }).then(done, shown)}>
        <Trans>Одобрить документ</Trans>
      </Button>
      <Checkbox.Group label={t`Если не подходит — почему`} value={reasons} onChange={setReasons}>
        <Group gap="sm" mt={6}>
          {Object.entries(words).map(([code, label]) => (
            <Checkbox key={code} value={code} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea label={t`Подсказка репетитору`} autosize minRows={2} maxRows={6} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <ProblemAlert error={approve.error ?? giveBack.error ?? reject.error} />
      <Group gap="xs" justify="flex-end">
        <Button variant="default" c="var(--bad-text)" loading={reject.isPending} disabled={busy || reasons.length === 0}
          onClick={() => void reject.mutateAsync({ params, body: why }).then(done, shown)}>
          <Trans>Отклонить совсем</Trans>
        </Button>
        <Button variant="default" loading={giveBack.isPending} disabled={busy || reasons.length === 0}
          onClick={() => void giveBack.mutateAsync({ params, body: why }).then(done, shown)}>
          <Trans>Попросить другой файл</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
