import { Button, Group, Stack, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { AttachFiles, useAttachments } from "~/ui/attach-files";
import { ProblemAlert } from "~/ui/problem";
import { type Ticket, useWriteMessage } from "./queries";

export function WriteMessage({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const write = useWriteMessage(ticket.id);
  const attachments = useAttachments();
  const [text, setText] = useState("");
  const send = () => {
    const sent = () => {
      setText("");
      attachments.clear();
    };
    write.mutate({ text: text.trim(), attachments: attachments.ids }, { onSuccess: sent });
  };
  return (
    <Stack component="section" className="surface" p="lg" gap="sm">
      <Textarea label={ticket.state === "pending_customer" ? t`Ваш ответ` : t`Добавить сообщение`} autosize minRows={3} maxRows={14} maxLength={5000} value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim()) send();
        }} />
      <ProblemAlert error={write.error} />
      <Group justify="space-between" align="flex-start">
        <AttachFiles attachments={attachments} />
        <Button loading={write.isPending} disabled={text.trim() === "" || attachments.busy} onClick={send}>
          <Trans>Отправить</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
