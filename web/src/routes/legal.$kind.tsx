import { Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { problemOf } from "~/api/problem";
import { NotFoundPage } from "~/app/not-found-page";
import { documentQuery } from "~/features/auth/consents";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";
import { dayName } from "~/ui/time";

export const Route = createFileRoute("/legal/$kind")({
  validateSearch: (search: Record<string, unknown>): { version?: string } => (typeof search.version === "string" ? { version: search.version } : {}),
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) => void context.queryClient.prefetchQuery(documentQuery(params.kind, deps.version)),
  component: LegalText,
});

function LegalText() {
  const { t, i18n } = useLingui();
  const { kind } = Route.useParams();
  const { version } = Route.useSearch();
  const { data, error, refetch } = useQuery(documentQuery(kind, version));
  if (error && problemOf(error).status === 404) return <NotFoundPage />;
  if (error) return <Page title={t`Документ`} size="sm"><LoadError error={error} retry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t`Документ`} size="sm"><Stack><Skeleton height={300} /></Stack></Page>;
  const day = (name: string) => dayName(name, i18n.locale, { day: "numeric", month: "long", year: "numeric" });
  const old = data.text_version !== data.current_version;
  return (
    <Page title={data.title} lead={<Trans>Редакция от {day(data.text_version)}</Trans>} size={760}>
      {old && (
        <Text mb="lg" p="md" bg="var(--warn-bg)" c="var(--warn-text)" style={{ borderRadius: 14 }}>
          <Trans>Это прежняя редакция.</Trans>{" "}
          <TextLink to="/legal/$kind" params={{ kind }} c="inherit" underline="always">
            <Trans>Открыть действующую</Trans>
          </TextLink>
        </Text>
      )}
      <Text className="prose">{data.text}</Text>
      {data.editions.length > 1 && (
        <Stack component="nav" aria-label={t`Редакции`} gap="xs" mt="xl">
          <Text fw={600}>
            <Trans>Редакции</Trans>
          </Text>
          {data.editions.map((edition) => (
            <div key={edition.text_version}>
              <TextLink to="/legal/$kind" params={{ kind }} search={{ version: edition.text_version }} underline="always"
                aria-current={edition.text_version === data.text_version ? "page" : undefined}>
                {day(edition.text_version)}
              </TextLink>
              {edition.changes && (
                <Text size="sm" c="dimmed">
                  {edition.changes}
                </Text>
              )}
            </div>
          ))}
        </Stack>
      )}
    </Page>
  );
}
