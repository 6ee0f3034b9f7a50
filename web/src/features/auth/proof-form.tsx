import "@mantine/core/styles/PasswordInput.css";
import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { KeyIcon } from "~/ui/icons";
import { ProblemAlert } from "~/ui/problem";
import type { Factors, Proof } from "./factor-queries";
import { passkeysWork } from "./passkey";

type Method = Proof["method"];
type ProofFormProps = {
  factors: Factors;
  action: string;
  pending: boolean;
  error: unknown;
  prove: (proof: Proof | "passkey") => void;
};

/** What this person can prove himself with, the strongest first. */
function methodsOf(factors: Factors): Method[] {
  const methods: Method[] = [];
  if (factors.passkeys > 0 && passkeysWork()) methods.push("passkey");
  if (factors.totp) methods.push("totp");
  if (factors.recovery_codes_left > 0) methods.push("recovery_code");
  if (methods.length === 0 && factors.password) methods.push("password");
  return methods;
}

/** Asks for one proof; the other kinds are a click away. */
export function ProofForm({ factors, action, pending, error, prove }: ProofFormProps) {
  const { t } = useLingui();
  const methods = methodsOf(factors);
  const [chosen, setChosen] = useState<Method | null>(null);
  const method = chosen ?? methods[0] ?? "password";
  const names: Record<Method, string> = {
    passkey: t`Ключ доступа`,
    totp: t`Код из приложения`,
    recovery_code: t`Резервный код`,
    password: t`Пароль`,
  };
  return (
    <Stack gap="md">
      {method === "passkey" ? (
        <PasskeyProof action={action} pending={pending} error={error} prove={prove} />
      ) : (
        <TypedProof key={method} method={method} action={action} pending={pending} error={error} prove={prove} />
      )}
      {methods.length > 1 && (
        <Stack gap={4} align="flex-start">
          <Text size="sm" c="dimmed">
            <Trans>Другой способ</Trans>
          </Text>
          {methods
            .filter((other) => other !== method)
            .map((other) => (
              <Button key={other} variant="subtle" size="compact-md" px={0} c="var(--mantine-color-anchor)" onClick={() => setChosen(other)}>
                {names[other]}
              </Button>
            ))}
        </Stack>
      )}
    </Stack>
  );
}

type OneProps = Omit<ProofFormProps, "factors">;

function PasskeyProof({ action, pending, error, prove }: OneProps) {
  return (
    <>
      <Text c="dimmed">
        <Trans>Браузер попросит отпечаток, лицо или ПИН-код устройства.</Trans>
      </Text>
      <ProblemAlert error={error} />
      <Button size="md" leftSection={<KeyIcon />} loading={pending} data-autofocus onClick={() => prove("passkey")}>
        {action}
      </Button>
    </>
  );
}

function TypedProof({ method, action, pending, error, prove }: OneProps & { method: Exclude<Method, "passkey"> }) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [empty, setEmpty] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = method === "password" ? text : text.trim();
    const complete = method === "totp" ? /^\d{6}$/.test(value.replaceAll(" ", "")) : value !== "";
    setEmpty(!complete);
    if (!complete) return;
    if (method === "password") prove({ method, password: value });
    else prove({ method, code: method === "totp" ? value.replaceAll(" ", "") : value });
  };
  const change = (value: string) => {
    setText(value);
    setEmpty(false);
  };
  const shared = { size: "md", value: text, "data-autofocus": true } as const;
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        {method === "totp" && (
          <TextInput {...shared} label={t`Код из приложения`} description={t`Шесть цифр из приложения с кодами`} inputMode="numeric" maxLength={7}
            autoComplete="one-time-code" classNames={{ input: "numbers" }} error={empty && t`Введите шесть цифр`}
            onChange={(event) => change(event.currentTarget.value)} />
        )}
        {method === "recovery_code" && (
          <TextInput {...shared} label={t`Резервный код`} description={t`Один из десяти, которые вы сохранили; каждый работает один раз`} maxLength={40}
            autoComplete="off" autoCapitalize="characters" spellCheck={false} error={empty && t`Введите код`}
            onChange={(event) => change(event.currentTarget.value)} />
        )}
        {method === "password" && (
          <PasswordInput {...shared} label={t`Пароль`} autoComplete="current-password" error={empty && t`Введите пароль`}
            visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }} onChange={(event) => change(event.currentTarget.value)} />
        )}
        <ProblemAlert error={error} />
        <Button type="submit" size="md" loading={pending}>
          {action}
        </Button>
      </Stack>
    </form>
  );
}
