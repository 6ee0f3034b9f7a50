import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AttachFiles, useAttachments } from "~/ui/attach-files";
import { ProblemAlert } from "~/ui/problem";
import { agentsQuery, type AnswerBody, type DeskTicket, macrosQuery, useAnswer, useNote } from "./ticket-queries";
import { type Resolution, useResolutionWords } from "./ticket-words";

type Then = NonNullable<AnswerBody["after"]> | "note";
const BY_AGENT = ["answered", "fixed", "refunded", "not_reproduced", "declined"] as const satisfies Resolution[];

/** One field for both: an answer to the person, or a note he never sees; the button says which. */
export function AnswerForm({ ticket, me }: { ticket: DeskTicket; me: string }) {
  const { t } = useLingui();
  const resolutions = useResolutionWords();
  const answer = useAnswer(ticket.id);
  const note = useNote(ticket.id);
  const attachments = useAttachments();
  const [text, setText] = useState("");
  const over = ticket.state === "resolved" || ticket.state === "closed";
  const [then, setThen] = useState<Then>(over ? "note" : "stay");
  const [resolution, setResolution] = useState<(typeof BY_AGENT)[number]>("answered");
  const mayAsk = ticket.moves.includes("pending_customer") || ticket.state === "new";
  const mayResolve = ticket.moves.includes("resolved") || ticket.state === "new";
  const choices: { value: Then; label: string }[] = [
    ...(over ? [] : [{ value: "stay" as const, label: t`Ответить` }]),
    ...(mayAsk && !over ? [{ value: "ask" as const, label: t`Ответить и ждать человека` }] : []),
    ...(mayResolve && !over ? [{ value: "resolve" as const, label: t`Ответить и решить` }] : []),
    { value: "note", label: t`Заметка для коллег` },
  ];
  const sent = () => {
    setText("");
    attachments.clear();
  };
  const send = () => {
    const body = { text: text.trim(), attachments: attachments.ids };
    if (then === "note") note.mutate(body, { onSuccess: sent });
    else answer.mutate({ ...body, after: then, resolution: then === "resolve" ? resolution : null }, { onSuccess: sent });
  };
  return (
    <Stack component="section" className="surface" p="md" gap="sm" style={then === "note" ? { borderColor: "var(--warn-text)" } : undefined}>
      <Group gap="sm" align="flex-end">
        <NativeSelect label={t`Что сделать`} value={then} onChange={(event) => setThen(event.currentTarget.value as Then)} data={choices} />
        {then === "resolve" && (
          <NativeSelect label={t`Чем решено`} value={resolution} onChange={(event) => setResolution(event.currentTarget.value as typeof resolution)}
            data={BY_AGENT.map((value) => ({ value, label: resolutions[value] }))} />
        )}
        <Macros ticket={ticket} me={me} insert={(ready) => setText((own) => (own ? `${own}\n\n${ready}` : ready))} />
      </Group>
      <Textarea label={then === "note" ? t`Заметка` : t`Ответ`} autosize minRows={4} maxRows={18} maxLength={5000} value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim()) send();
        }} />
      <ProblemAlert error={answer.error ?? note.error} />
      <Group justify="space-between" align="flex-start">
        <AttachFiles attachments={attachments} />
        <Button loading={answer.isPending || note.isPending} disabled={text.trim() === "" || attachments.busy} onClick={send}>
          {then === "note" ? <Trans>Оставить заметку</Trans> : <Trans>Отправить ответ</Trans>}
        </Button>
      </Group>
    </Stack>
  );
}

/** A ready answer with names in place of its words in braces. */
function Macros({ ticket, me, insert }: { ticket: DeskTicket; me: string; insert: (text: string) => void }) {
  const { t } = useLingui();
  const { data: macros } = useQuery(macrosQuery);
  const { data: agents } = useQuery(agentsQuery);
  if (!macros || macros.items.length === 0) return null;
  const first = (name: string | undefined) => name?.split(" ")[0] ?? "";
  const names: Record<string, string> = {
    customer: first(ticket.customer?.full_name), agent: first(agents?.items.find(({ user_id }) => user_id === me)?.full_name), number: String(ticket.number),
  };
  return (
    <NativeSelect label={t`Шаблон`} value="" data={[{ value: "", label: t`вставить…` }, ...macros.items.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => {
        const macro = macros.items.find(({ id }) => id === event.currentTarget.value);
        if (macro) insert(macro.text.replace(/\{(customer|agent|number)\}/g, (_, name: string) => names[name] ?? ""));
      }} />
  );
}
