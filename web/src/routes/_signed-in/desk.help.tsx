import { Stack, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound } from "@tanstack/react-router";
import { ArticleDesk } from "~/features/backoffice/article-desk";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { MacroList } from "~/features/backoffice/macro-list";
import { mayOpen } from "~/features/backoffice/sections";
import { useTopicWords } from "~/features/support/topics";

export const Route = createFileRoute("/_signed-in/desk/help")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("help", context.session.roles)) throw notFound();
  },
  component: HelpDesk,
});

function HelpDesk() {
  const { t } = useLingui();
  const topics = useTopicWords();
  return (
    <DeskPage title={t`Справка и шаблоны`} lead={t`Правки статей видны всем сразу; прежние редакции остаются.`}>
      <Stack gap={36}>
        <section>
          <Title order={2} fz={18} mb="sm"><Trans>Шаблоны ответов</Trans></Title>
          <MacroList />
        </section>
        <section>
          <Title order={2} fz={18} mb="sm"><Trans>Статьи справки</Trans></Title>
          <ArticleDesk topics={topics} />
        </section>
      </Stack>
    </DeskPage>
  );
}
