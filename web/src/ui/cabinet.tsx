import { Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./cabinet.module.css";

/** Two columns of a home screen: what one came for, and what is good to know. One after another on a phone. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>{main}</div>
      <div className={classes.column}>{side}</div>
    </div>
  );
}

/** A part of a home screen, with the way to all of it beside its name. */
export function Panel({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) {
  return (
    <Stack component="section" className="surface" p={{ base: "lg", sm: 24 }} gap="md">
      <Group justify="space-between" align="baseline" gap="sm">
        <Title order={2} fz={18}>
          {title}
        </Title>
        {more}
      </Group>
      {children}
    </Stack>
  );
}
