import { Button, SimpleGrid, Skeleton, Stack, Text, TextInput, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState } from "~/ui/empty-state";
import { HelpIcon, SearchIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { type ArticleInList, articlesQuery } from "./queries";
import { TOPICS, useTopicWords } from "./topics";
import classes from "./help-centre.module.css";

export function HelpSearch({ initial, search }: { initial: string; search: (text: string) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState(initial);
  return (
    <form role="search" className={classes.search} onSubmit={(event) => {
      event.preventDefault();
      search(text.trim());
    }}>
      <TextInput className={classes.input} type="search" name="q" size="md" maxLength={200} value={text} leftSection={<SearchIcon />}
        aria-label={t`Вопрос`} placeholder={t`Например: вернуть деньги`} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" size="md">
        <Trans>Найти</Trans>
      </Button>
    </form>
  );
}

/** Articles by topic, or what answers the words. */
export function HelpCentre({ words }: { words: string | undefined }) {
  const { t } = useLingui();
  const topics = useTopicWords();
  const { data, error, refetch } = useQuery(articlesQuery(words));
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={320} radius={14} />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon={<HelpIcon size={36} />} title={words ? t`Ответа в справке нет` : t`Справка пока пуста`}
        action={<ButtonLink to="/help/contact"><Trans>Написать в поддержку</Trans></ButtonLink>}>
        <Trans>Попробуйте другие слова или спросите нас: мы ответим и допишем справку.</Trans>
      </EmptyState>
    );
  }
  if (words) {
    return (
      <Stack gap="sm" aria-live="polite">
        {data.items.map((article) => (
          <ArticleCard key={article.slug} article={article} />
        ))}
      </Stack>
    );
  }
  return (
    <Stack gap={36}>
      {TOPICS.map((topic) => ({ topic, articles: data.items.filter((article) => article.topic === topic) }))
        .filter(({ articles }) => articles.length > 0)
        .map(({ topic, articles }) => (
          <section key={topic}>
            <Title order={2} fz={20} mb="sm">
              {topics[topic]}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              {articles.map((article) => (
                <ArticleCard key={article.slug} article={article} />
              ))}
            </SimpleGrid>
          </section>
        ))}
    </Stack>
  );
}

function ArticleCard({ article }: { article: ArticleInList }) {
  return (
    <Link to="/help/$slug" params={{ slug: article.slug }} className={`surface ${classes.card}`} lang="ru">
      <Text fw={600}>{article.title}</Text>
      <Text size="sm" c="dimmed">
        {article.summary}
      </Text>
    </Link>
  );
}
