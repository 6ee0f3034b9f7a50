import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useRouter } from "@tanstack/react-router";
import { ExternalButtons } from "~/features/auth/external-buttons";
import { providersQuery } from "~/features/auth/external-queries";
import { homeOf, nextFrom } from "~/features/auth/next-step";
import { sessionQuery } from "~/features/auth/queries";
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
  const router = useRouter();
  const enter = () => {
    const session = queryClient.getQueryData(sessionQuery.queryKey);
    router.history.push(next ?? homeOf(session?.roles ?? []));
  };
  const signUp = (
    <TextLink to="/sign-up" search={{ next }} underline="always">
      <Trans>Создать учётную запись</Trans>
    </TextLink>
  );
  return (
    <FormPage title={t`Вход`} foot={<Trans>Впервые здесь? {signUp}</Trans>}>
      <SignInForm done={enter} />
      <ExternalButtons next={next} above={<Trans>или</Trans>} />
    </FormPage>
  );
}
