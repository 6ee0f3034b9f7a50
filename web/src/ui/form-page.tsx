import { Container, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageTitle } from "./page";

type FormPageProps = { title: string; lead?: ReactNode; foot?: ReactNode; children: ReactNode };

/** One narrow form and nothing else to look at. */
export function FormPage({ title, lead, foot, children }: FormPageProps) {
  usePageTitle(title);
  return (
    <Container size={460} py={{ base: "xl", sm: 64 }} w="100%">
      <Stack gap="xs" mb="lg">
        <Title order={1} fz={{ base: 28, sm: 32 }}>
          {title}
        </Title>
        {lead && <Text c="dimmed">{lead}</Text>}
      </Stack>
      {children}
      {foot && (
        <Text mt="lg" size="sm" c="dimmed">
          {foot}
        </Text>
      )}
    </Container>
  );
}
