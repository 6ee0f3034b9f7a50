import { Group, Skeleton, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useLive } from "~/api/live";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { PersonAvatar } from "~/ui/person";
import { LoadError } from "~/ui/problem";
import { useNow } from "~/ui/use-now";
import { Moment } from "./moment";
import { ShowMore } from "./show-more";
import { useRowKeys } from "./use-row-keys";
import { type InQueue, useVerifications } from "./verification-queries";
import classes from "./rows.module.css";

/** Tutors who wait for a person, the nearest deadline first. */
export function VerificationQueue() {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const cases = useVerifications();
  useLive("documents", () => void cases.refetch());
  if (cases.error && !cases.data) return <LoadError error={cases.error} retry={() => void cases.refetch()} />;
  if (!cases.data) return <Skeleton height={240} radius={14} />;
  const waiting = cases.data.pages.flatMap((page) => page.items);
  if (waiting.length === 0) {
    return (
      <EmptyState icon={<CheckIcon size={36} />} title={t`Никто не ждёт`}>
        <Trans>Здесь появятся репетиторы, чьи документы проверены, и документы, в которых не уверена машина.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <div ref={list} className={`surface ${classes.rows}`}>
        <div className={`${classes.head} ${classes.review}`} aria-hidden="true">
          <span><Trans>Репетитор</Trans></span>
          <span><Trans>Что решить</Trans></span>
          <span><Trans>Срок</Trans></span>
        </div>
        {waiting.map((each) => (
          <Row key={each.tutor_id} each={each} />
        ))}
      </div>
      <ShowMore list={cases} />
    </>
  );
}

function Row({ each }: { each: InQueue }) {
  const now = useNow(60);
  const late = each.deadline_at !== null && each.deadline_at !== undefined && new Date(each.deadline_at).getTime() < now.getTime();
  return (
    <Link to="/desk/verifications/$tutorId" params={{ tutorId: each.tutor_id }} data-row className={`${classes.row} ${classes.review}`}>
      <Group wrap="nowrap" gap="sm">
        <PersonAvatar name={each.full_name} photo={each.photo_url ?? null} size={36} />
        <Text fw={550} truncate>
          {each.full_name}
        </Text>
      </Group>
      <Text size="sm">
        {each.documents_waiting > 0 ? (
          <Plural value={each.documents_waiting} one="# документ" few="# документа" many="# документов" other="# документа" />
        ) : (
          <Trans>Заявка: документы готовы</Trans>
        )}
      </Text>
      <Text size="sm" c={late ? "var(--bad-text)" : "dimmed"}>
        {each.deadline_at && <Moment at={each.deadline_at} />}
      </Text>
    </Link>
  );
}
