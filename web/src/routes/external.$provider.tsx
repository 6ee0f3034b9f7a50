import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, notFound, useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { PROVIDER_NAMES, type Provider } from "~/features/auth/external-queries";
import { ExternalReturn, type Finished } from "~/features/auth/external-return";
import { homeOf } from "~/features/auth/next-step";
import { sessionQuery } from "~/features/auth/queries";
import { FormPage } from "~/ui/form-page";

/** Where the gateway hands over whoever comes back from an identity provider. */
export const Route = createFileRoute("/external/$provider")({
  params: {
    parse: ({ provider }): { provider: Provider } => {
      if (!(provider in PROVIDER_NAMES)) throw notFound();
      return { provider: provider as Provider };
    },
  },
  component: Return,
});

function Return() {
  const { t } = useLingui();
  const { provider } = Route.useParams();
  const { queryClient } = Route.useRouteContext();
  const { data: session } = useQuery(sessionQuery);
  const { history } = useRouter();
  const done = useCallback(
    ({ outcome, next }: Finished) => {
      const roles = queryClient.getQueryData(sessionQuery.queryKey)?.roles ?? [];
      if (outcome === "registration") history.replace("/finish-sign-up");
      if (outcome === "signed_in") history.replace(next || homeOf(roles));
      if (outcome === "second_factor") history.replace(next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in");
    },
    [history, queryClient],
  );
  const name = PROVIDER_NAMES[provider];
  return (
    <FormPage title={t`Вход через ${name}`}>
      <ExternalReturn provider={provider} signedIn={Boolean(session)} done={done} />
    </FormPage>
  );
}
