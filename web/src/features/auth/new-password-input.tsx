import "@mantine/core/styles/PasswordInput.css";
import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

/** Says what makes a password good while it is being typed. */
export function NewPasswordInput(props: PasswordInputProps) {
  const { t } = useLingui();
  const length = typeof props.value === "string" ? props.value.length : 0;
  const hint =
    length === 0 || length >= 10
      ? t`От 10 знаков. Лучше всего — несколько несвязанных слов, без имени и частых паролей.`
      : t`Ещё ${10 - length} зн. Несколько несвязанных слов запомнить легче, чем набор символов.`;
  return (
    <PasswordInput size="md" autoComplete="new-password" description={hint} maxLength={128}
      visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }} {...props} />
  );
}
