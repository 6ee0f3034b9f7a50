import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";

type RemoveFactorProps = {
  action: string;
  label: string;
  title: string;
  pending: boolean;
  error: unknown;
  remove: (close: () => void) => void;
  children: ReactNode;
};

/** Taking a protection away is asked about once more. */
export function RemoveFactor({ action, label, title, pending, error, remove, children }: RemoveFactorProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="subtle" size="compact-sm" c="var(--bad-text)" aria-label={label} onClick={open}>
        {action}
      </Button>
      <Dialog opened={opened} close={close} title={title}>
        <Stack gap="md">
          <Text>{children}</Text>
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              <Trans>Оставить</Trans>
            </Button>
            <Button color="red.8" loading={pending} onClick={() => remove(close)}>
              {action}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
