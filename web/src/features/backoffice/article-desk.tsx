import { Button, Group, Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { Moment } from "./moment";
import { type DeskArticle, deskArticlesQuery } from "./ticket-queries";
import rows from "./rows.module.css";

const EditArticle = lazy(() => import("./edit-article"));

type ArticleDeskProps = { topics: Record<string, string> };

/** The help centre as those who write it see it, drafts too. */
export function ArticleDesk({ topics }: ArticleDeskProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(deskArticlesQuery);
  const [edited, setEdited] = useState<DeskArticle | "new" | null>(null);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={240} radius={14} />;
  return (
    <>
      <div className={`surface ${rows.rows}`}>
        {data.items.map((article) => (
          <Group key={article.slug} className={rows.row} style={{ display: "flex" }} justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text fw={550} truncate>{article.title}</Text>
              <Text size="xs" c="dimmed">
                {topics[article.topic]} · <Trans>редакция {article.version}</Trans> · <Moment at={article.updated_at} to="day" />
              </Text>
            </div>
            <Group gap="sm" wrap="nowrap">
              {!article.published && <StateBadge tone="mute">{t`Черновик`}</StateBadge>}
              <Button variant="default" size="xs" aria-label={t`Изменить: ${article.title}`} onClick={() => setEdited(article)}><Trans>Изменить</Trans></Button>
            </Group>
          </Group>
        ))}
      </div>
      <Button variant="default" mt="md" onClick={() => setEdited("new")}><Trans>Новая статья</Trans></Button>
      <Suspense>{edited && <EditArticle article={edited === "new" ? null : edited} topics={topics} close={() => setEdited(null)} />}</Suspense>
    </>
  );
}
