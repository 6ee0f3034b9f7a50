import { Button, Group, Stack, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { ProblemAlert } from "~/ui/problem";

const SHORTEST = 10;

type ReasonFormProps = {
  /** What the reason is for; stands on the button. */
  action: string;
  danger?: boolean;
  label?: string;
  error?: unknown;
  pending?: boolean;
  disabled?: boolean;
  give: (reason: string) => void;
  cancel?: () => void;
  children?: ReactNode;
};

/** Nothing is looked at and nothing is done to somebody without a reason, which stays in the audit log. */
export function ReasonForm({ action, danger, label, error, pending, disabled, give, cancel, children }: ReasonFormProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [touched, setTouched] = useState(false);
  const missing = SHORTEST - reason.trim().length;
  const wrong = touched && missing > 0 ? t`Ещё хотя бы ${missing} зн.` : null;
  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault();
      setTouched(true);
      if (missing <= 0) give(reason.trim());
    }}>
      <Stack gap="md">
        {children}
        <Textarea data-autofocus label={label ?? t`Причина`} description={t`Останется в журнале вместе с вашим именем`} autosize minRows={2} maxRows={6}
          maxLength={500} required withAsterisk={false} value={reason} error={wrong} onChange={(event) => setReason(event.currentTarget.value)} />
        <ProblemAlert error={error} />
        <Group justify="flex-end" gap="xs">
          {cancel && (
            <Button variant="default" onClick={cancel}>
              <Trans>Отмена</Trans>
            </Button>
          )}
          <Button type="submit" color={danger ? "red.9" : undefined} loading={pending} disabled={disabled}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
