import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";
import { CheckMail } from "~/features/auth/check-mail";
import { ExternalButtons } from "~/features/auth/external-buttons";
import { providersQuery } from "~/features/auth/external-queries";
import { homeOf, nextFrom } from "~/features/auth/next-step";
import { consentTextsQuery, sessionQuery, type SignUpRole } from "~/features/auth/queries";
import { SignUpForm } from "~/features/auth/sign-up-form";
import { FormPage } from "~/ui/form-page";
import { TextLink } from "~/ui/links";

const ROLES: readonly SignUpRole[] = ["student", "guardian", "tutor"];

export const Route = createFileRoute("/sign-up")({
  validateSearch: (search: Record<string, unknown>): { next?: string; role?: SignUpRole } => ({
    ...nextFrom(search),
    role: ROLES.find((role) => role === search.role),
  }),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(providersQuery);
    void context.queryClient.prefetchQuery(consentTextsQuery);
  },
  component: SignUp,
});

function SignUp() {
  const { t } = useLingui();
  const { next, role = "student" } = Route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  const [email, setEmail] = useState<string | null>(null);
  const signIn = (
    <TextLink to="/sign-in" search={{ next }} underline="always">
      <Trans>Войти</Trans>
    </TextLink>
  );
  if (email !== null) {
    return (
      <FormPage title={t`Проверьте почту`}>
        <CheckMail email={email} signedIn={Boolean(session)} next={next ?? homeOf(session?.roles ?? [])} />
      </FormPage>
    );
  }
  return (
    <FormPage title={t`Регистрация`} lead={<Trans>Минута — и можно выбирать время.</Trans>} foot={<Trans>Уже есть учётная запись? {signIn}</Trans>}>
      <ExternalButtons next={next} below={<Trans>или по почте</Trans>} />
      <SignUpForm key={role} role={role} done={setEmail} />
    </FormPage>
  );
}
