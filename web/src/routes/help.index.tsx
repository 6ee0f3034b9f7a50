import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { HelpCentre, HelpSearch } from "~/features/support/help-centre";
import { articlesQuery } from "~/features/support/queries";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/help/")({
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = typeof search.q === "string" || typeof search.q === "number" ? String(search.q).trim() : "";
    return q ? { q } : {};
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(articlesQuery(deps.q)),
  component: Help,
});

function Help() {
  const { t } = useLingui();
  const { q } = Route.useSearch();
  const navigate = useNavigate({ from: "/help/" });
  return (
    <Page title={t`Справка`} lead={<Trans>Ответы на частые вопросы. Не нашли — спросите нас.</Trans>} size={860}
      actions={<ButtonLink to="/help/contact" variant="default"><Trans>Написать в поддержку</Trans></ButtonLink>}>
      <HelpSearch key={q} initial={q ?? ""} search={(text) => void navigate({ search: text ? { q: text } : {} })} />
      <HelpCentre words={q} />
    </Page>
  );
}
