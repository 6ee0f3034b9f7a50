import "@mantine/core/styles/Checkbox.css";
import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { Moment } from "./moment";
import { type DeskArticle, editionsQuery, useChangeArticle, useWriteArticle } from "./ticket-queries";

type EditArticleProps = { article: DeskArticle | null; topics: Record<string, string>; close: () => void };

/** Every saving is an edition; what was said before is kept and can be brought back. */
export default function EditArticle({ article, topics, close }: EditArticleProps) {
  const { t } = useLingui();
  const write = useWriteArticle();
  const change = useChangeArticle();
  const [slug, setSlug] = useState("");
  const [content, setContent] = useState({
    topic: article?.topic ?? ("start" as DeskArticle["topic"]), position: article?.position ?? 50, title: article?.title ?? "", summary: article?.summary ?? "",
    body: article?.body ?? "", published: article?.published ?? true,
  });
  const set = (next: Partial<typeof content>) => setContent((before) => ({ ...before, ...next }));
  const save = () => {
    if (!article) return write.mutate({ body: { ...content, slug } }, { onSuccess: close });
    const header = { "If-Match": `"${article.version}"` };
    change.mutate({ params: { path: { slug: article.slug }, header }, body: content }, { onSuccess: close });
  };
  const ready = content.title.trim().length > 2 && content.summary.trim().length > 2 && content.body.trim() && (article || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug));
  return (
    <Dialog opened close={close} title={article ? t`Статья справки` : t`Новая статья`}>
      <Stack gap="md">
        {!article && (
          <TextInput label={t`Адрес`} description={t`Латиница, цифры и дефис: /help/…`} maxLength={60} value={slug} onChange={(event) => setSlug(event.currentTarget.value)} />
        )}
        <Group grow>
          <NativeSelect label={t`Раздел`} value={content.topic} onChange={(event) => set({ topic: event.currentTarget.value as typeof content.topic })}
            data={Object.entries(topics).map(([value, label]) => ({ value, label }))} />
          <TextInput type="number" min={0} max={999} label={t`Место в разделе`} value={content.position} onChange={(event) => set({ position: Number(event.currentTarget.value) })} />
        </Group>
        <TextInput label={t`Заголовок`} maxLength={120} value={content.title} onChange={(event) => set({ title: event.currentTarget.value })} />
        <Textarea label={t`Коротко`} autosize minRows={2} maxLength={300} value={content.summary} onChange={(event) => set({ summary: event.currentTarget.value })} />
        <Textarea label={t`Текст`} description={t`## заголовок, - список, **важно**, [ссылка](/address)`} autosize minRows={10} maxRows={24} maxLength={20000} value={content.body}
          onChange={(event) => set({ body: event.currentTarget.value })} />
        <Checkbox label={t`Видна всем`} checked={content.published} onChange={(event) => set({ published: event.currentTarget.checked })} />
        {article && <Editions slug={article.slug} bring={(title, body) => set({ title, body })} />}
        <ProblemAlert error={write.error ?? change.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}><Trans>Отмена</Trans></Button>
          <Button loading={write.isPending || change.isPending} disabled={!ready} onClick={save}><Trans>Сохранить</Trans></Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Editions({ slug, bring }: { slug: string; bring: (title: string, body: string) => void }) {
  const { data } = useQuery(editionsQuery(slug));
  const before = data?.items.slice(1) ?? [];
  if (before.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550}><Trans>Прежние редакции</Trans></Text>
      {before.map((edition) => (
        <Group key={edition.version} gap="sm">
          <Text size="sm" c="dimmed"><Trans>редакция {edition.version}</Trans>, <Moment at={edition.created_at} /></Text>
          <Button variant="subtle" size="compact-xs" onClick={() => bring(edition.title, edition.body)}><Trans>Вернуть текст</Trans></Button>
        </Group>
      ))}
    </Stack>
  );
}
