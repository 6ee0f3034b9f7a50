import { Container, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { subjectsQuery } from "~/features/catalog/queries";
import { SearchBox } from "~/features/catalog/search-box";
import { SubjectTiles } from "~/features/catalog/subject-tiles";
import { ButtonLink } from "~/ui/links";
import { usePageTitle } from "~/ui/page";
import classes from "./-home.module.css";

export const Route = createFileRoute("/")({
  loader: ({ context }) => void context.queryClient.prefetchQuery(subjectsQuery),
  component: Home,
});

function Home() {
  const { t } = useLingui();
  const navigate = useNavigate();
  usePageTitle(t`Репетиторы онлайн`);
  return (
    <>
      <section className={classes.hero}>
        <Container size={760}>
          <Title order={1} fz={{ base: 34, sm: 52 }} lh={1.1} ta="center">
            <Trans>Найдите репетитора, с которым всё становится понятно</Trans>
          </Title>
          <Text fz={{ base: 17, sm: 19 }} c="dimmed" ta="center" mt="md" mb="xl">
            <Trans>Выберите свободное время в своём часовом поясе и заплатите за одно занятие. Без пакетов и звонков менеджера.</Trans>
          </Text>
          <SearchBox large search={(q) => void navigate({ to: "/tutors", search: q ? { q } : {} })} />
        </Container>
      </section>
      <Container size="lg" pb={72}>
        <Section title={t`Предметы`}>
          <SubjectTiles />
        </Section>
        <Section title={t`Как это устроено`}>
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xl">
            <Step number={1} title={t`Выберите время`}>
              <Trans>На странице репетитора видны свободные часы на месяц вперёд — сразу по вашим часам.</Trans>
            </Step>
            <Step number={2} title={t`Оплатите занятие`}>
              <Trans>Картой, за одно занятие. Время держится за вами 15 минут, пока идёт оплата.</Trans>
            </Step>
            <Step number={3} title={t`Занимайтесь спокойно`}>
              <Trans>Деньги перейдут репетитору только после занятия. Передумали заранее — вернём полностью.</Trans>
            </Step>
          </SimpleGrid>
        </Section>
        <section className={classes.tutors}>
          <Stack gap={6}>
            <Title order={2} fz={{ base: 22, sm: 26 }}>
              <Trans>Вы репетитор?</Trans>
            </Title>
            <Text c="dimmed" maw={560}>
              <Trans>Укажите часы и цену, остальное сделаем мы: запись, оплата, напоминания и отмены по вашим правилам.</Trans>
            </Text>
          </Stack>
          <ButtonLink to="/sign-up" search={{ role: "tutor" }} size="md" variant="default">
            <Trans>Стать репетитором</Trans>
          </ButtonLink>
        </section>
      </Container>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={2} fz={{ base: 22, sm: 26 }} mb="lg">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <Stack gap={8}>
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      <Title order={3} fz={18}>
        {title}
      </Title>
      <Text c="dimmed">{children}</Text>
    </Stack>
  );
}
