import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCategoryWords } from "~/i18n/ticket-words";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { addDays, dayOf, startOfDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { ReasonForm } from "./reason-form";
import { agentsQuery, type DeskTicket, type Priority, useAssign, useClassify, useMove } from "./ticket-queries";
import { PRIORITIES, useDeskStateWords, usePriorityWords, useResolutionWords } from "./ticket-words";

type Change = { ticket: DeskTicket; close: () => void };

export default function ChangeTicket({ what, ...change }: Change & { what: "move" | "assign" | "classify" }) {
  const { t } = useLingui();
  const titles = { move: t`Состояние обращения`, assign: t`Кому поручить`, classify: t`Тема и приоритет` };
  return (
    <Dialog opened close={change.close} title={titles[what]}>
      {what === "move" ? <Move {...change} /> : what === "assign" ? <Assign {...change} /> : <Classify {...change} />}
    </Dialog>
  );
}

function of(ticket: DeskTicket) {
  return { path: { ticket_id: ticket.id }, header: { "If-Match": `"${ticket.version}"` } };
}

function Assign({ ticket, close }: Change) {
  const { t } = useLingui();
  const { data } = useQuery(agentsQuery);
  const assign = useAssign();
  const [agent, setAgent] = useState(ticket.assignee_id ?? "");
  const send = () => assign.mutate({ params: of(ticket), body: { assignee_id: agent || null } }, { onSuccess: close });
  return (
    <Stack gap="md">
      <NativeSelect data-autofocus label={t`Сотрудник`} value={agent} onChange={(event) => setAgent(event.currentTarget.value)}
        data={[{ value: "", label: t`никому: вернуть в очередь` }, ...(data?.items ?? []).map(({ user_id, full_name }) => ({ value: user_id, label: full_name }))]} />
      <Buttons error={assign.error} pending={assign.isPending} close={close} send={send} />
    </Stack>
  );
}

const BY_AGENT = ["answered", "fixed", "refunded", "not_reproduced", "declined"] as const;
const LONGEST_HOLD = 10;

function Move({ ticket, close }: Change) {
  const { t } = useLingui();
  const { zone } = useZone();
  const states = useDeskStateWords();
  const resolutions = useResolutionWords();
  const move = useMove();
  const today = dayOf(new Date(), zone);
  const [to, setTo] = useState<DeskTicket["state"]>(ticket.moves[0] ?? "open");
  const [resolution, setResolution] = useState<(typeof BY_AGENT)[number]>("answered");
  const [until, setUntil] = useState(addDays(today, 1));
  const [reason, setReason] = useState("");
  const send = () => {
    const body = {
      state: to, reason: reason.trim(), resolution: to === "resolved" ? resolution : null,
      until: to === "on_hold" ? startOfDay(until, zone).toISOString() : null,
    };
    move.mutate({ params: of(ticket), body }, { onSuccess: close });
  };
  return (
    <Stack gap="md">
      <NativeSelect data-autofocus label={t`Перевести в`} value={to} onChange={(event) => setTo(event.currentTarget.value as typeof to)}
        data={ticket.moves.map((value) => ({ value, label: states[value] }))} />
      {to === "resolved" && (
        <NativeSelect label={t`Чем решено`} value={resolution} onChange={(event) => setResolution(event.currentTarget.value as typeof resolution)}
          data={BY_AGENT.map((value) => ({ value, label: resolutions[value] }))} />
      )}
      {to === "on_hold" && (
        <TextInput type="date" label={t`До какого дня`} description={t`Не дольше ${LONGEST_HOLD} дней; срок решения стоит`} value={until} min={addDays(today, 1)} max={addDays(today, LONGEST_HOLD)}
          onChange={(event) => setUntil(event.currentTarget.value)} />
      )}
      <Textarea label={t`Почему`} description={t`Останется в истории; человек не увидит`} autosize minRows={2} maxLength={500} value={reason}
        onChange={(event) => setReason(event.currentTarget.value)} />
      <Buttons error={move.error} pending={move.isPending} close={close} send={send} />
    </Stack>
  );
}

function Classify({ ticket, close }: Change) {
  const { t } = useLingui();
  const categories = useCategoryWords();
  const priorities = usePriorityWords();
  const classify = useClassify();
  const [category, setCategory] = useState(ticket.category);
  const [priority, setPriority] = useState<Priority>(ticket.priority);
  return (
    <ReasonForm action={t`Изменить`} error={classify.error} pending={classify.isPending} cancel={close}
      give={(reason) => classify.mutate({ params: of(ticket), body: { category, priority, reason } }, { onSuccess: close })}>
      <NativeSelect label={t`Тема`} value={category} onChange={(event) => setCategory(event.currentTarget.value as typeof category)}
        data={Object.entries(categories).map(([value, label]) => ({ value, label }))} />
      <NativeSelect label={t`Приоритет`} description={t`Сроки пересчитаются по часам нового приоритета`} value={priority} onChange={(event) => setPriority(event.currentTarget.value as Priority)}
        data={PRIORITIES.map((value) => ({ value, label: priorities[value] }))} />
    </ReasonForm>
  );
}

function Buttons({ error, pending, close, send }: { error: unknown; pending: boolean; close: () => void; send: () => void }) {
  return (
    <>
      <ProblemAlert error={error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          <Trans>Отмена</Trans>
        </Button>
        <Button loading={pending} onClick={send}>
          <Trans>Сохранить</Trans>
        </Button>
      </Group>
    </>
  );
}
