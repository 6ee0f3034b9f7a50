import { Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A named part of a page on a surface of its own; links lead to its `id`. */
export function Section({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <Stack component="section" id={id} className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
      <Title order={2} fz={20}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}
