import { Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { CheckMail } from "~/features/auth/check-mail";
import { whoCameBack } from "~/features/auth/external-queries";
import { ExternalSignUpForm } from "~/features/auth/external-sign-up-form";
import { homeOf } from "~/features/auth/next-step";
import { consentTextsQuery } from "~/features/auth/queries";
import { FormPage } from "~/ui/form-page";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";

export const Route = createFileRoute("/finish-sign-up")({
  loader: async ({ context }) => {
    void context.queryClient.prefetchQuery(consentTextsQuery);
    return await whoCameBack();
  },
  component: FinishSignUp,
});

function FinishSignUp() {
  const { t } = useLingui();
  const { person, error } = Route.useLoaderData();
  const { history } = useRouter();
  const [mailed, setMailed] = useState<string | null>(null);
  if (mailed !== null) {
    return (
      <FormPage title={t`Проверьте почту`}>
        <CheckMail email={mailed} signedIn={false} next={person?.next || "/tutors"} />
      </FormPage>
    );
  }
  return (
    <FormPage title={t`Ещё несколько слов о вас`} lead={<Trans>Учётной записи у вас пока нет — создадим её.</Trans>}>
      {error !== null && (
        <Stack gap="md" align="flex-start">
          <ProblemAlert error={error} />
          <ButtonLink to="/sign-in">
            <Trans>Ко входу</Trans>
          </ButtonLink>
        </Stack>
      )}
      {person && (
        <ExternalSignUpForm person={person}
          done={(outcome, email, role) => {
            if (outcome === "confirm_email") setMailed(email);
            else history.replace(person.next || (role === "tutor" ? homeOf([role]) : "/tutors"));
          }}
        />
      )}
    </FormPage>
  );
}
