import { Text, VisuallyHidden } from "@mantine/core";
import { useLingui as useI18n } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { clock, dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import classes from "./notices.module.css";
import { type Notice, useReadNotices } from "./queries";

type NoticeRowProps = { notice: Notice; withDay: boolean; opened?: () => void };

/** One notice: leads to what it is about, and is read by that. */
export function NoticeRow({ notice, withDay, opened }: NoticeRowProps) {
  const { i18n } = useI18n();
  const { zone } = useZone();
  const router = useRouter();
  const read = useReadNotices();
  const unread = notice.read_at === null;
  const open = (event: MouseEvent) => {
    if (unread) read.mutate({ body: { ids: [notice.id] } });
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    opened?.();
    router.history.push(notice.path);
  };
  const at = new Date(notice.created_at);
  return (
    <a href={notice.path} onClick={open} className={unread ? `${classes.row} ${classes.unread}` : classes.row}>
      <span className={classes.dot} aria-hidden="true" />
      <div>
        {unread && (
          <VisuallyHidden>
            <Trans>Не прочитано</Trans>
          </VisuallyHidden>
        )}
        <Text fw={unread ? 600 : 450} lh={1.35}>
          {notice.title}
        </Text>
        {notice.text && (
          <Text size="sm" c="dimmed" mt={2}>
            {notice.text}
          </Text>
        )}
        <Text size="xs" c="dimmed" mt={4} component="time" dateTime={notice.created_at} display="block">
          {withDay ? dayAndTime(at, zone, i18n.locale) : clock(at, zone, i18n.locale)}
        </Text>
      </div>
    </a>
  );
}
