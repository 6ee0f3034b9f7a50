import { useLingui } from "@lingui/react/macro";
import { Section } from "~/ui/section";
import { LinkedAccounts } from "./linked-accounts";
import { Phone } from "./phone";

/** The sections of the security settings about other services and the phone number. */
export function SignInSettings() {
  const { t } = useLingui();
  return (
    <>
      <Section title={t`Вход через другие сервисы`}>
        <LinkedAccounts />
      </Section>
      <Section title={t`Телефон`} id="phone">
        <Phone />
      </Section>
    </>
  );
}
