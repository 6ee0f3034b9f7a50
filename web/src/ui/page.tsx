import { Container, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

let latest = "";

/** Names the browser tab; the name is also what a screen reader hears after a navigation. */
export function usePageTitle(title: string): void {
  const name = title === "" ? "Tutorium" : `${title} · Tutorium`;
  latest = name;
  useEffect(() => {
    document.title = name;
  }, [name]);
}

/** The title of the page rendered last: on the server no effect hands it to a document. */
export function latestTitle(): string {
  return latest;
}

type PageProps = {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  size?: number | "sm" | "md" | "lg";
  children: ReactNode;
};

/** A screen with a heading, one line under it and at most one main action beside it. */
export function Page({ title, lead, actions, size = "lg", children }: PageProps) {
  usePageTitle(title);
  return (
    <Container size={size} py={{ base: "xl", sm: 48 }} w="100%">
      <Group justify="space-between" align="flex-end" mb={{ base: "lg", sm: "xl" }} gap="md">
        <Stack gap={6}>
          <Title order={1} fz={{ base: 28, sm: 34 }}>
            {title}
          </Title>
          {lead && <Text c="dimmed">{lead}</Text>}
        </Stack>
        {actions}
      </Group>
      {children}
    </Container>
  );
}
