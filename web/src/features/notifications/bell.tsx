import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { BellIcon } from "~/ui/icons";
import classes from "./notices.module.css";
import { bellQuery, type Notice, useLiveNotices } from "./queries";

const BellSheet = lazy(() => import("./bell-sheet"));

/** How many notices are unread, at any moment; a new one is said aloud. */
export default function Bell() {
  const { t } = useLingui();
  const [opened, { open, close }] = useDisclosure();
  const { data } = useQuery(bellQuery);
  useLiveNotices();
  const unread = data?.unread ?? 0;
  const said = useNewest(data);
  const label =
    unread === 0 ? t`Уведомления` : t`Уведомления, ${plural(unread, { one: "# непрочитанное", few: "# непрочитанных", many: "# непрочитанных", other: "# непрочитанных" })}`;
  return (
    <>
      <ActionIcon variant="subtle" color="gray" c="dimmed" size={40} title={label} aria-label={label} onClick={open} style={{ overflow: "visible" }}>
        <span style={{ position: "relative", display: "flex" }}>
          <BellIcon size={22} />
          {unread > 0 && (
            <span className={classes.badge} style={{ top: -7, right: -8 }} aria-hidden="true">
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </span>
      </ActionIcon>
      <VisuallyHidden role="status">{said && t`Новое уведомление: ${said}`}</VisuallyHidden>
      <Suspense>{opened && <BellSheet close={close} />}</Suspense>
    </>
  );
}

/** The title of the notice that has come since the page was opened; none at first. */
function useNewest(bell: { items: Notice[] } | undefined): string {
  const known = useRef<string | null | undefined>(undefined);
  const [said, say] = useState("");
  useEffect(() => {
    if (!bell) return;
    const newest = bell.items[0];
    if (known.current !== undefined && newest && newest.id !== known.current && newest.read_at === null) say(newest.title);
    known.current = newest?.id ?? null;
  }, [bell]);
  return said;
}
