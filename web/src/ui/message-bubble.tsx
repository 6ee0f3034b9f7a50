import { Anchor, Group, Text } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { ClipIcon } from "./icons";
import { dayAndTime } from "./time";
import { useZone } from "./zone";
import classes from "./message-bubble.module.css";

export type BubbleFile = { id: string; name: string; media_type: string; size: number };
type MessageBubbleProps = { author: ReactNode; at: string; text: string; files: BubbleFile[]; look: "own" | "other" | "note" };

/** One message of a conversation: one's own on the right, a colleague's note in a colour of its own. */
export function MessageBubble({ author, at, text, files, look }: MessageBubbleProps) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  return (
    <li className={classes.row} data-look={look}>
      <article className={classes.bubble}>
        <Group gap={8} mb={4} wrap="wrap">
          <Text size="sm" fw={600} c="inherit">{author}</Text>
          <Text component="time" dateTime={at} size="xs" c="inherit" className={`numbers ${classes.time}`}>
            {dayAndTime(new Date(at), zone, i18n.locale)}
          </Text>
        </Group>
        <div className={classes.text}>{text}</div>
        {files.length > 0 && (
          <ul className={classes.files} aria-label={t`Файлы`}>
            {files.map((file) => (
              <li key={file.id}>
                <Anchor href={`/api/v1/support/attachments/${file.id}/content`} download={file.name} className={classes.file} c="inherit" underline="hover">
                  {file.media_type.startsWith("image/") ? (
                    <img src={`/api/v1/support/attachments/${file.id}/content`} alt="" loading="lazy" className={classes.picture} />
                  ) : (
                    <ClipIcon size={16} />
                  )}
                  <span>{file.name}</span>
                </Anchor>
              </li>
            ))}
          </ul>
        )}
      </article>
    </li>
  );
}

export function Conversation({ label, children }: { label: string; children: ReactNode }) {
  return <ol className={classes.thread} aria-label={label}>{children}</ol>;
}
