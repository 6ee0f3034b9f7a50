import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { problemOf } from "~/api/problem";
import { NotFoundPage } from "~/app/not-found-page";
import { ArticleBody } from "~/features/support/article-body";
import { articleQuery } from "~/features/support/queries";
import { ButtonLink, TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/help/$slug")({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(articleQuery(params.slug)),
  component: HelpArticle,
});

function HelpArticle() {
  const { t } = useLingui();
  const { slug } = Route.useParams();
  const { data, error, refetch } = useQuery(articleQuery(slug));
  if (error && [400, 404].includes(problemOf(error).status)) return <NotFoundPage />;
  if (error) return <Page title={t`Справка`} size={760}><LoadError error={error} retry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t`Справка`} size={760}><Skeleton height={320} radius={14} /></Page>;
  return (
    <Page title={data.title} lead={<span lang="ru">{data.summary}</span>} size={760}>
      <Stack gap="xl">
        <ArticleBody text={data.body} />
        <Group className="surface" p="lg" justify="space-between" gap="sm">
          <Text>
            <Trans>Остался вопрос?</Trans>
          </Text>
          <ButtonLink to="/help/contact" variant="default">
            <Trans>Написать в поддержку</Trans>
          </ButtonLink>
        </Group>
        <TextLink to="/help" underline="always">
          <Trans>Вся справка</Trans>
        </TextLink>
      </Stack>
    </Page>
  );
}
