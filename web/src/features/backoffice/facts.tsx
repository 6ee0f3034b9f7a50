import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./facts.module.css";

/** Names and values, in columns, or one under another. */
export function Facts({ items, inLine = false }: { items: [name: string, value: ReactNode][]; inLine?: boolean }) {
  return (
    <dl className={`${classes.facts} ${inLine ? classes.line : ""}`}>
      {items.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" m={0} className={classes.value}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
