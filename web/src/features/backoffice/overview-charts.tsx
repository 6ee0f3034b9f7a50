import { SimpleGrid } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { rubles } from "~/ui/rubles";
import { ChartCard } from "./chart-card";
import type { Dashboard } from "./overview-queries";

/** The series of a period. Loaded apart: the library of charts is no part of what everybody loads. */
export default function OverviewCharts({ data }: { data: Dashboard }) {
  const { t, i18n } = useLingui();
  const money = (kopecks: number) => rubles(Math.round(kopecks), i18n.locale);
  const { points, step, timezone } = data;
  const shared = { points, step, zone: timezone };
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <ChartCard {...shared} title={t`Деньги, ₽`} kind="line" format={money} series={[
        { name: "taken_kopecks", label: t`Поступило`, color: "brand.6" },
        { name: "refunded_kopecks", label: t`Возвращено`, color: "orange.7" },
        { name: "commission_kopecks", label: t`Комиссия`, color: "teal.7" },
      ]} />
      <ChartCard {...shared} title={t`Занятия по дню начала`} kind="stack" series={[
        { name: "completed", label: t`Проведены`, color: "teal.7" },
        { name: "awaiting", label: t`Ждут подтверждения`, color: "yellow.6" },
        { name: "scheduled", label: t`Назначены`, color: "brand.6" },
        { name: "cancelled", label: t`Отменены`, color: "gray.5" },
      ]} />
      <ChartCard {...shared} title={t`Обращения и первые ответы`} kind="bar" series={[
        { name: "tickets_opened", label: t`Новые обращения`, color: "brand.6" },
        { name: "answered_in_time", label: t`Первый ответ в срок`, color: "teal.7" },
        { name: "answered_late", label: t`Первый ответ с опозданием`, color: "red.7" },
      ]} />
      <ChartCard {...shared} title={t`Новые люди`} kind="bar" series={[{ name: "registrations", label: t`Зарегистрировались`, color: "brand.6" }]} />
      <ChartCard {...shared} title={t`Учатся в этот день`} kind="line" series={[{ name: "active_students", label: t`Ученики`, color: "teal.7" }]} />
    </SimpleGrid>
  );
}
