import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { useNow } from "~/ui/use-now";
import { readablePhone } from "./phone-number";
import { useConfirmPhone, useSendPhoneCode } from "./phone-queries";
import { useCodeFromMessage } from "./use-code-from-message";

export type SentCode = { phone: string; expires_in_seconds: number; resend_in_seconds: number };
const WHOLE = { whiteSpace: "nowrap" } as const;
type PhoneCodeProps = { sent: SentCode; another: () => void; done: () => void };

/** The digits are sent as soon as all six are there; a message can be asked for again after a while. */
export function PhoneCode({ sent, another, done }: PhoneCodeProps) {
  const { t } = useLingui();
  const confirm = useConfirmPhone();
  const send = useSendPhoneCode();
  const [code, setCode] = useState("");
  const [resendAt, setResendAt] = useState(() => Date.now() + sent.resend_in_seconds * 1000);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const { mutate } = confirm;
  const take = useCallback(
    (typed: string) => {
      const digits = typed.replace(/\D/g, "").slice(0, 6);
      setCode(digits);
      if (digits.length === 6) mutate({ body: { code: digits } }, { onSuccess: done });
    },
    [mutate, done],
  );
  useCodeFromMessage(take);
  const again = () =>
    send.mutate(
      { body: { phone: sent.phone } },
      {
        onSuccess: (fresh) => {
          setResendAt(Date.now() + fresh.resend_in_seconds * 1000);
          setCode("");
          confirm.reset();
          input.current?.focus();
        },
      },
    );
  const left = Math.max(0, Math.ceil((resendAt - useNow(1).getTime()) / 1000));
  const phone = readablePhone(sent.phone);
  return (
    <Stack gap="md">
      <Text>
        <Trans>Отправили код в СМС на <span style={WHOLE}>{phone}</span>. Он действует 5 минут.</Trans>
      </Text>
      <TextInput ref={input} size="md" w={180} inputMode="numeric" autoComplete="one-time-code" maxLength={6} label={t`Код из СМС`}
        className="numbers" value={code} disabled={confirm.isPending} onChange={(event) => take(event.currentTarget.value)} />
      <ProblemAlert error={confirm.error ?? send.error} />
      <Group gap="xs">
        <Button variant="default" loading={send.isPending} disabled={left > 0} onClick={again}>
          {left > 0 ? <Trans>Отправить ещё раз через {left} с</Trans> : <Trans>Отправить ещё раз</Trans>}
        </Button>
        <Button variant="subtle" color="gray" c="dimmed" onClick={another}>
          <Trans>Другой номер</Trans>
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {send.isSuccess && <Trans>Отправили ещё раз.</Trans>}
        </Text>
      </Group>
    </Stack>
  );
}
