import { SimpleGrid, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { LoadError } from "~/ui/problem";
import { EntryRow } from "./audit-table";
import { Moment } from "./moment";
import { type AuditEntry, chainQuery, useOwnActions, waitingQuery } from "./queries";
import { type ADDRESSES, mayOpen, type SectionName } from "./sections";
import { ShowMore } from "./show-more";
import rows from "./rows.module.css";
import classes from "./start.module.css";

const AuditDetails = lazy(() => import("./audit-details"));

/** What waits for whoever sits here, and what he did last. */
export function Start({ roles }: { roles: readonly string[] }) {
  const { t } = useLingui();
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {mayOpen("tickets", roles) && <TicketsTile />}
        {mayOpen("people", roles) && (
          <Tile to="/desk/people" title={t`Люди`}>
            <Trans>Найти человека по имени, почте или номеру</Trans>
          </Tile>
        )}
        {mayOpen("verifications", roles) && <VerificationsTile />}
        {mayOpen("reviews", roles) && <ReviewsTile />}
        {mayOpen("refunds", roles) && <RefundsTile />}
        {mayOpen("payments", roles) && (
          <Tile to="/desk/payments" title={t`Платежи`}>
            <Trans>Найти платёж по плательщику, номеру или сумме</Trans>
          </Tile>
        )}
        {mayOpen("policy", roles) && <PolicyTile />}
        {mayOpen("jobs", roles) && <JobsTile />}
        {mayOpen("audit", roles) && <ChainTile />}
      </SimpleGrid>
      <OwnActions />
    </Stack>
  );
}

type TileProps = { to: (typeof ADDRESSES)[SectionName]; title: string; bad?: boolean; children: ReactNode };

function Tile({ to, title, bad, children }: TileProps) {
  return (
    <Link to={to} className={`surface ${classes.tile}`}>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c={bad ? "var(--bad-text)" : "dimmed"}>
        {children}
      </Text>
    </Link>
  );
}

function TicketsTile() {
  const { t } = useLingui();
  const { data, error } = useQuery(waitingQuery);
  const count = data?.tickets ?? 0;
  return (
    <Tile to="/desk/tickets" title={t`Обращения`} bad={Boolean(error)}>
      {error ? <Trans>Не удалось узнать</Trans> : !data ? "…" : <Plural value={count} _0="Все разобраны" one="# никто не взял" few="# никто не взял" many="# никто не взял" other="# никто не взял" />}
    </Tile>
  );
}

function VerificationsTile() {
  const { t } = useLingui();
  const { data, error } = useQuery(waitingQuery);
  const count = data?.verifications ?? 0;
  return (
    <Tile to="/desk/verifications" title={t`Проверка репетиторов`} bad={Boolean(error)}>
      {error ? <Trans>Не удалось узнать</Trans> : !data ? "…" : <Plural value={count} _0="Никто не ждёт" one="Ждёт # репетитор" few="Ждут # репетитора" many="Ждут # репетиторов" other="Ждут # репетитора" />}
    </Tile>
  );
}

function ReviewsTile() {
  const { t } = useLingui();
  const { data, error } = useQuery(waitingQuery);
  const count = data?.reviews ?? 0;
  return (
    <Tile to="/desk/reviews" title={t`Правки анкет`} bad={Boolean(error)}>
      {error ? <Trans>Не удалось узнать</Trans> : !data ? "…" : <Plural value={count} _0="Ни одна не ждёт" one="Ждёт # правка" few="Ждут # правки" many="Ждут # правок" other="Ждут # правки" />}
    </Tile>
  );
}

function RefundsTile() {
  const { t } = useLingui();
  const { data, error } = useQuery(waitingQuery);
  const count = data?.refunds ?? 0;
  return (
    <Tile to="/desk/refunds" title={t`Возвраты`} bad={Boolean(error) || count > 0}>
      {error ? <Trans>Не удалось узнать</Trans> : !data ? "…" : <Plural value={count} _0="Ни один не ждёт людей" one="# ждёт решения" few="# ждут решения" many="# ждут решения" other="# ждут решения" />}
    </Tile>
  );
}

function PolicyTile() {
  const { t } = useLingui();
  const { data } = useQuery(waitingQuery);
  const count = data?.policy ?? 0;
  return (
    <Tile to="/desk/policy" title={t`Правила и лимиты`} bad={count > 0}>
      {count > 0 ? (
        <Plural value={count} one="# изменение ждёт второго человека" few="# изменения ждут второго человека" many="# изменений ждут второго человека" other="# изменения ждут второго человека" />
      ) : (
        <Trans>Сроки отмены, лимиты возвратов, комиссия</Trans>
      )}
    </Tile>
  );
}

function JobsTile() {
  const { t } = useLingui();
  const { data, error } = useQuery(waitingQuery);
  const count = data?.parked_jobs ?? 0;
  return (
    <Tile to="/desk/jobs" title={t`Остановленные задания`} bad={Boolean(error) || count > 0}>
      {error ? <Trans>Не удалось узнать</Trans> : !data ? "…" : <Plural value={count} _0="Ни одного" one="# ждёт решения" few="# ждут решения" many="# ждут решения" other="# ждут решения" />}
    </Tile>
  );
}

function ChainTile() {
  const { t } = useLingui();
  const { data, error } = useQuery(chainQuery);
  const check = data?.last_check;
  const broken = check?.broken_at !== null && check?.broken_at !== undefined;
  return (
    <Tile to="/desk/audit" title={t`Журнал аудита`} bad={Boolean(error) || broken}>
      {error ? <Trans>Не удалось узнать</Trans> : !data ? "…" : !check ? <Trans>Ещё не проверялся</Trans> : (
        <>
          {broken ? <Trans>Цепочка нарушена</Trans> : <Trans>Цепочка цела</Trans>}, <Moment at={check.at} />
        </>
      )}
    </Tile>
  );
}

function OwnActions() {
  const own = useOwnActions();
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const entries = own.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section>
      <Title order={2} fz={18} mb="sm">
        <Trans>Что вы делали</Trans>
      </Title>
      {own.error && !own.data && <LoadError error={own.error} retry={() => void own.refetch()} />}
      {!own.data && !own.error && <Skeleton height={160} radius={14} />}
      {own.data && entries.length === 0 && (
        <Text c="dimmed">
          <Trans>Пока ничего: здесь появится всё, что вы сделаете за этим столом.</Trans>
        </Text>
      )}
      {entries.length > 0 && (
        <div className={`surface ${rows.rows}`}>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} open={() => setOpened(entry)} />
          ))}
        </div>
      )}
      <ShowMore list={own} />
      <Suspense>{opened && <AuditDetails entry={opened} close={() => setOpened(null)} />}</Suspense>
    </section>
  );
}
