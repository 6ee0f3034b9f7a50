import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type TicketCategory, useCategoryWords } from "~/i18n/ticket-words";
import { AttachFiles, useAttachments } from "~/ui/attach-files";
import { ProblemAlert } from "~/ui/problem";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { categoriesQuery, type Ticket, useOpenTicket } from "./queries";

export type TicketContext = { category?: TicketCategory; lesson_id?: string; payment_id?: string; document_id?: string; subscription_id?: string };

/** A letter to support; what it is about comes along from the page it was started from. */
export function OpenTicket({ context, about, done }: { context: TicketContext; about: ReactNode; done: (ticket: Ticket) => void }) {
  const { t } = useLingui();
  const words = useCategoryWords();
  const open = useOpenTicket();
  const attachments = useAttachments();
  const form = useForm({
    initialValues: { category: context.category ?? "question", subject: "", text: "" },
    validate: {
      subject: (value) => (value.trim().length < 3 ? t`Назовите вопрос в нескольких словах` : null),
      text: (value) => (value.trim() === "" ? t`Расскажите, что случилось` : null),
    },
  });
  const send = form.onSubmit(({ category, subject, text }) => {
    const body = {
      category, subject: subject.trim(), text: text.trim(), attachments: attachments.ids,
      lesson_id: context.lesson_id ?? null, payment_id: context.payment_id ?? null, document_id: context.document_id ?? null,
      subscription_id: context.subscription_id ?? null,
    };
    open.mutate(body, { onSuccess: done });
  });
  return (
    <form noValidate onSubmit={send}>
      <Stack className="surface" p={{ base: "lg", sm: "xl" }} gap="md">
        {about}
        <NativeSelect label={t`О чём вопрос`} data={Object.entries(words).map(([value, label]) => ({ value, label }))} {...form.getInputProps("category")} />
        <TextInput label={t`Коротко`} placeholder={t`Например: не приходит письмо`} maxLength={120} required withAsterisk={false} {...form.getInputProps("subject")} />
        <Textarea label={t`Что случилось`} description={t`Когда это было, что вы нажимали и что увидели`} autosize minRows={5} maxRows={16} maxLength={5000}
          required withAsterisk={false} {...form.getInputProps("text")} />
        <AttachFiles attachments={attachments} />
        <ProblemAlert error={open.error} />
        <Group justify="space-between" gap="sm">
          <Promise category={form.values.category} />
          <Button type="submit" loading={open.isPending} disabled={attachments.busy}>
            <Trans>Отправить</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Not "soon": the moment the hours of support lead to. */
function Promise({ category }: { category: TicketCategory }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const { data } = useQuery(categoriesQuery);
  const due = data?.items.find((item) => item.category === category)?.answer_due_at;
  return (
    <Text size="sm" c="dimmed" aria-live="polite">
      {due && <Trans>Ответим не позже: {dayAndTime(new Date(due), zone, i18n.locale)}</Trans>}
    </Text>
  );
}
