import { Group, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { ClockIcon } from "~/ui/icons";
import { MinutesLeft } from "./countdown";

export function HoldNotice({ until }: { until: string }) {
  return (
    <Group gap="sm" wrap="nowrap" p="md" bg="var(--warn-bg)" c="var(--warn-text)" style={{ borderRadius: 12 }}>
      <ClockIcon />
      <Text>
        <Trans>
          Время держится за вами ещё <MinutesLeft until={until} />. После этого его смогут занять другие.
        </Trans>
      </Text>
    </Group>
  );
}
