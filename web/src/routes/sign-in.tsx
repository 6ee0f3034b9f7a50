import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { ExternalButtons } from "~/features/auth/external-buttons";
import { providersQuery } from "~/features/auth/external-queries";
import { homeOf, nextFrom } from "~/features/auth/next-step";
import { passkeysWork } from "~/features/auth/passkey";
import { mustSetUpFactor, pendingQuery, sessionQuery } from "~/features/auth/queries";
import { SecondStep } from "~/features/auth/second-step";
import { SignInForm } from "~/features/auth/sign-in-form";
import { FormPage } from "~/ui/form-page";
import { TextLink } from "~/ui/links";

export const Route = createFileRoute("/sign-in")({
  validateSearch: nextFrom,
  loader: ({ context }) => void context.queryClient.prefetchQuery(providersQuery),
  component: SignIn,
});

function SignIn() {
  const { t } = useLingui();
  const { next } = Route.useSearch();
  const { queryClient } = Route.useRouteContext();
  const second = useSecondStep();
  const router = useRouter();
  const enter = () => {
    const session = queryClient.getQueryData(sessionQuery.queryKey);
    router.history.push(mustSetUpFactor(session) ? "/settings/security" : (next ?? homeOf(session?.roles ?? [])));
  };
  if (second) {
    return (
      <FormPage title={t`Ещё один шаг`} lead={<Trans>Пароль верный. Подтвердите вход вторым фактором.</Trans>}>
        <SecondStep done={enter} />
      </FormPage>
    );
  }
  const signUp = (
    <TextLink to="/sign-up" search={{ next }} underline="always">
      <Trans>Создать учётную запись</Trans>
    </TextLink>
  );
  return (
    <FormPage title={t`Вход`} foot={<Trans>Впервые здесь? {signUp}</Trans>}>
      <SignInForm done={enter} />
      <ExternalButtons next={next} above={passkeysWork() ? undefined : <Trans>или</Trans>} />
    </FormPage>
  );
}

/** Half way in; it stays so until the next page is there, and ends when he who began has signed out. */
function useSecondStep(): boolean {
  const { data: halfWayIn } = useQuery(pendingQuery);
  const { data: session } = useQuery(sessionQuery);
  const [second, setSecond] = useState(halfWayIn);
  if (halfWayIn && !second) setSecond(true);
  if (second && !halfWayIn && session === null) setSecond(false);
  return second;
}
