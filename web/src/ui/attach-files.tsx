import { Button, CloseButton, FileButton, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { Problem } from "~/api/problem";
import { sendFile } from "~/api/upload";
import { ClipIcon } from "./icons";
import { useProblemText } from "./problem";
import classes from "./attach-files.module.css";

export type SentFile = { id: string; name: string };
type Chosen = { key: string; name: string; part: number; sent?: SentFile; error?: unknown };

const LARGEST = 10 << 20;
const MOST = 5;
const KINDS = "image/jpeg,image/png,image/webp,application/pdf";

/** Files chosen for a message: each is sent at once; `ids` are those that have arrived. */
export function useAttachments() {
  const [files, setFiles] = useState<Chosen[]>([]);
  const { t } = useLingui();
  const change = (key: string, next: Partial<Chosen>) => setFiles((all) => all.map((each) => (each.key === key ? { ...each, ...next } : each)));
  const send = async (file: File) => {
    const key = crypto.randomUUID();
    setFiles((all) => [...all, { key, name: file.name, part: 0 }]);
    if (file.size > LARGEST) return change(key, { error: new Problem(413, "too_large", t`Файл больше 10 МБ.`) });
    try {
      const address = `/api/v1/support/attachments?name=${encodeURIComponent(file.name)}`;
      const sent = await sendFile({ method: "POST", address, headers: { "Idempotency-Key": key } }, file, (part) => change(key, { part }));
      change(key, { part: 1, sent: sent as SentFile });
    } catch (error) {
      change(key, { error });
    }
  };
  return {
    files,
    add: (chosen: File[]) => void chosen.slice(0, MOST - files.length).forEach((file) => void send(file)),
    remove: (key: string) => setFiles((all) => all.filter((each) => each.key !== key)),
    clear: () => setFiles([]),
    ids: files.flatMap(({ sent }) => (sent ? [sent.id] : [])),
    busy: files.some(({ sent, error }) => !sent && !error),
  };
}

export function AttachFiles({ attachments }: { attachments: ReturnType<typeof useAttachments> }) {
  const { t } = useLingui();
  const again = useRef<() => void>(null);
  const sentence = useProblemText();
  const { files, add, remove } = attachments;
  return (
    <Stack gap={6} align="flex-start">
      <FileButton multiple accept={KINDS} resetRef={again} inputProps={{ "aria-label": t`Файлы к сообщению` }}
        onChange={(chosen) => {
          add(chosen);
          again.current?.();
        }}>
        {(props) => (
          <Button variant="subtle" size="compact-sm" px={6} leftSection={<ClipIcon size={16} />} disabled={files.length >= MOST} {...props}>
            <Trans>Приложить файл</Trans>
          </Button>
        )}
      </FileButton>
      {files.length > 0 && (
        <ul className={classes.files} aria-live="polite">
          {files.map(({ key, name, part, sent, error }) => (
            <li key={key} className={classes.file} data-bad={Boolean(error)}>
              <Group gap={6} wrap="nowrap">
                <Text size="sm" truncate maw={260}>{sent?.name ?? name}</Text>
                {!sent && !error && (
                  <progress className={classes.progress} max={1} value={part} aria-label={t`Отправляем ${name}`} />
                )}
                <CloseButton size="sm" aria-label={t`Убрать файл ${name}`} onClick={() => remove(key)} />
              </Group>
              {error !== undefined && <Text size="xs">{sentence(error)}</Text>}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
