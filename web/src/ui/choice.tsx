import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/SegmentedControl.css";
import { SegmentedControl, Stack, Text } from "@mantine/core";

type ChoiceProps = { label: string; value: string; change: (value: string) => void; options: { value: string; label: string }[] };

/** One of a few, all in sight. */
export function Choice({ label, value, change, options }: ChoiceProps) {
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <SegmentedControl aria-label={label} value={value} onChange={change} data={options} />
    </Stack>
  );
}
