import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./task-row.module.css";

type TaskRowProps = { icon: ReactNode; title: ReactNode; note?: ReactNode; action?: ReactNode; tone?: "soft" | "warn" | "bad" };

/** One thing that waits for somebody: what, why, and the button that does it. */
export function TaskRow({ icon, title, note, action, tone = "soft" }: TaskRowProps) {
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-tone={tone}>
        {icon}
      </span>
      <div style={{ minWidth: 0 }}>
        <Text fw={550}>{title}</Text>
        {note && (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        )}
      </div>
      {action && <div className={classes.action}>{action}</div>}
    </li>
  );
}

export function TaskList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  );
}
