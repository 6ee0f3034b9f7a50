import { Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { NotFoundPage } from "~/app/not-found-page";
import { consentTextsQuery } from "~/features/auth/queries";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/legal/$kind")({
  loader: ({ context }) => void context.queryClient.prefetchQuery(consentTextsQuery),
  component: LegalText,
});

function LegalText() {
  const { t } = useLingui();
  const { kind } = Route.useParams();
  const { data, error, refetch } = useQuery(consentTextsQuery);
  if (error) return <Page title={t`Документ`} size="sm"><LoadError error={error} retry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t`Документ`} size="sm"><Stack><Skeleton height={300} /></Stack></Page>;
  const text = data.items.find((item) => item.kind === kind);
  if (!text) return <NotFoundPage />;
  return (
    <Page title={text.title} lead={<Trans>Редакция {text.text_version}</Trans>} size={760}>
      <Text className="prose">{text.text}</Text>
    </Page>
  );
}
