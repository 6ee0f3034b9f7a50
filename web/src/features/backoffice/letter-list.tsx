import { Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import { Moment } from "./moment";
import { StuckCard } from "./stuck-card";
import { type Letter, lettersQuery, useDropLetter, useRetryLetter } from "./undelivered-queries";
import { useRowKeys } from "./use-row-keys";

/** Letters and text messages that were given up. */
export function LetterList() {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const { data, error, refetch } = useQuery(lettersQuery);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={200} radius={14} />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon={<CheckIcon size={36} />} title={t`Все письма ушли`}>
        <Trans>Письмо попадает сюда, если Mindbox его не принял или не отвечал три дня.</Trans>
      </EmptyState>
    );
  }
  return (
    <Stack ref={list} gap="sm">
      {data.items.map((letter) => (
        <LetterCard key={letter.id} letter={letter} />
      ))}
    </Stack>
  );
}

function LetterCard({ letter }: { letter: Letter }) {
  const { t } = useLingui();
  const retry = useRetryLetter();
  const drop = useDropLetter();
  const topics: Record<string, string> = {
    Auth: t`о входе`, Accounts: t`об учётной записи`, Lessons: t`о занятии`, Payments: t`о деньгах`, Support: t`об обращении`,
    Subscriptions: t`о подписке`,
  };
  const topic = topics[letter.operation.split(".")[0] ?? ""] ?? letter.operation;
  const kinds: Record<string, string> = { letter: t`Письмо`, sms: t`СМС`, centre: t`Уведомление` };
  const kind = kinds[letter.channel] ?? letter.channel;
  const title = `${kind} ${topic}`;
  const why = /^(HTTP (5|429|408)|Transport|Timeout|Connect|Read)/.test(letter.reason)
    ? t`Mindbox не отвечал слишком долго.`
    : t`Mindbox не принял данные: исправьте их или операцию в Mindbox, потом повторите.`;
  const params = { path: { letter_id: letter.id } };
  return (
    <StuckCard title={title} why={why} again={t`Письмо с этим номером уйдёт, если ещё не ушло: второго не будет.`}
      facts={(
        <Trans>
          {letter.recipient ?? t`Человек удалён`}, попыток: {letter.attempts}, от <Moment at={letter.made_at} />
        </Trans>
      )}
      code={[letter.operation, letter.reason, letter.id].filter(Boolean).join(" · ")} retry={retry} drop={drop}
      undone={t`Человек этого письма не получит.`} onRetry={() => retry.mutate({ params })}
      onDrop={(reason, done) => drop.mutate({ params, body: { reason } }, { onSuccess: done })} />
  );
}
