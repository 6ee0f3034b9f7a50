import { Badge } from "@mantine/core";
import type { ReactNode } from "react";

export type Tone = "good" | "warn" | "bad" | "mute" | "soft";

const COLOURS: Record<Tone, { bg: string; c: string }> = {
  good: { bg: "var(--good-bg)", c: "var(--good-text)" },
  warn: { bg: "var(--warn-bg)", c: "var(--warn-text)" },
  bad: { bg: "var(--bad-bg)", c: "var(--bad-text)" },
  mute: { bg: "var(--mute-bg)", c: "var(--mute-text)" },
  soft: { bg: "var(--soft)", c: "var(--soft-text)" },
};

export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { bg, c } = COLOURS[tone];
  return (
    <Badge bg={bg} c={c} tt="none" fw={550} size="lg" radius="sm" px={9} fz={13}>
      {children}
    </Badge>
  );
}
