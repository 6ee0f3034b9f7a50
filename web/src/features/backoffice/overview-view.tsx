import { SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { Choice } from "~/ui/choice";
import { LoadError } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { DeskPage } from "./desk-frame";
import { type Dashboard, dashboardQuery, type Period } from "./overview-queries";
import { ADDRESSES, mayOpen, type SectionName } from "./sections";
import classes from "./start.module.css";

const OverviewCharts = lazy(() => import("./overview-charts"));

type OverviewViewProps = { period: Period; choose: (period: Period) => void; roles: readonly string[] };

export function OverviewView({ period, choose, roles }: OverviewViewProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(dashboardQuery(period));
  return (
    <DeskPage title={t`Сводка`} lead={data && t`Дни и часы — по поясу ${data.timezone}.`}
      actions={
        <Choice label={t`За сколько`} value={period} change={(value) => choose(value as Period)} options={[
          { value: "today", label: t`Сегодня` }, { value: "week", label: t`7 дней` }, { value: "month", label: t`28 дней` },
          { value: "quarter", label: t`90 дней` },
        ]} />
      }>
      {error && !data ? (
        <LoadError error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={480} radius={14} />
      ) : (
        <Stack gap="lg">
          <Totals data={data} />
          <Suspense fallback={<Skeleton height={360} radius={14} />}>
            <OverviewCharts data={data} />
          </Suspense>
          <Standing data={data} roles={roles} />
        </Stack>
      )}
    </DeskPage>
  );
}

function Totals({ data }: { data: Dashboard }) {
  const { t, i18n } = useLingui();
  const sum = (name: Exclude<keyof Dashboard["points"][number], "since">) => data.points.reduce((total, point) => total + point[name], 0);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="md">
      <Figure name={t`Новых людей`} value={sum("registrations")} />
      <Figure name={t`Учатся`} value={data.active_students} />
      <Figure name={t`Занятий проведено`} value={sum("completed") + sum("awaiting")} />
      <Figure name={t`Поступило`} value={rubles(sum("taken_kopecks"), i18n.locale)} />
      <Figure name={t`Возвращено`} value={rubles(sum("refunded_kopecks"), i18n.locale)} />
      <Figure name={t`Комиссия`} value={rubles(sum("commission_kopecks"), i18n.locale)} />
    </SimpleGrid>
  );
}

function Figure({ name, value }: { name: string; value: ReactNode }) {
  return (
    <Stack className="surface" p="md" gap={2}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz={22} fw={650} className="numbers">
        {value}
      </Text>
    </Stack>
  );
}

/** What stands now, and where to see to it. */
function Standing({ data, roles }: { data: Dashboard; roles: readonly string[] }) {
  const { t } = useLingui();
  const { now } = data;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="md">
      <Tile to="tickets" roles={roles} title={t`Обращения`} bad={now.tickets.overdue > 0}>
        <Trans>Открыто {now.tickets.waiting}, ничьих {now.tickets.unassigned}, просрочено {now.tickets.overdue}</Trans>
      </Tile>
      <Tile title={t`Подписки`} bad={now.subscriptions.past_due > 0}>
        <Trans>
          Действуют {now.subscriptions.active}, не оплачены {now.subscriptions.past_due}, продлятся за неделю {now.subscriptions.renewals_ahead}
        </Trans>
      </Tile>
      <Tile to="verifications" roles={roles} title={t`Проверка репетиторов`}>
        <Trans>Ждут решения: {now.verifications_waiting}</Trans>
      </Tile>
      <Tile to="reviews" roles={roles} title={t`Анкеты`}>
        <Trans>В поиске {now.tutors_listed}, правок ждёт {now.reviews_waiting}</Trans>
      </Tile>
      <Tile to="refunds" roles={roles} title={t`Возвраты`} bad={now.refunds_waiting > 0}>
        <Trans>Ждут людей: {now.refunds_waiting}</Trans>
      </Tile>
      <Tile to="jobs" roles={roles} title={t`Остановленные задания`} bad={now.parked_jobs > 0}>
        <Trans>Ждут решения: {now.parked_jobs}</Trans>
      </Tile>
      <Tile to="integrations" roles={roles} title={t`Внешние системы`} bad={now.failed_calls > 0}>
        <Trans>За сутки обращений {now.calls}, неудачных {now.failed_calls}</Trans>
      </Tile>
    </SimpleGrid>
  );
}

type TileProps = { to?: SectionName; roles?: readonly string[]; title: string; bad?: boolean; children: ReactNode };

function Tile({ to, roles = [], title, bad, children }: TileProps) {
  const inside = (
    <>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c={bad ? "var(--bad-text)" : "dimmed"}>
        {children}
      </Text>
    </>
  );
  if (!to || !mayOpen(to, roles)) return <div className={`surface ${classes.tile}`}>{inside}</div>;
  return (
    <Link to={ADDRESSES[to]} className={`surface ${classes.tile}`}>
      {inside}
    </Link>
  );
}
