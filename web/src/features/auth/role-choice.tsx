import "@mantine/core/styles/Radio.css";
import "@mantine/core/styles/InlineInput.css";
import { Radio, type RadioGroupProps, Stack } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

export function RoleChoice(props: Omit<RadioGroupProps, "children">) {
  const { t } = useLingui();
  return (
    <Radio.Group label={t`Кто вы?`} size="md" {...props}>
      <Stack gap="xs" mt="xs">
        <Radio value="student" label={t`Ученик — занимаюсь сам, мне 14 или больше`} />
        <Radio value="guardian" label={t`Родитель — записываю ребёнка`} />
        <Radio value="tutor" label={t`Репетитор — веду занятия`} />
      </Stack>
    </Radio.Group>
  );
}
