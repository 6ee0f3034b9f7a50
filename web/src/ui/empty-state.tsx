import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type EmptyStateProps = { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode };

/** Nothing here yet: says why and teaches the next step. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <Stack className="surface" align="center" gap="sm" px="lg" py={56} ta="center">
      {icon && <span style={{ color: "var(--mantine-color-dimmed)" }}>{icon}</span>}
      <Title order={2} fz="h4">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" maw={460}>
          {children}
        </Text>
      )}
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </Stack>
  );
}
