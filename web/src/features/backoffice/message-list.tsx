import { Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import { Moment } from "./moment";
import { StuckCard } from "./stuck-card";
import { messagesQuery, type ParkedMessage, useDropMessage, useRetryMessage } from "./undelivered-queries";
import { useRowKeys } from "./use-row-keys";

/** Messages of the broker that could not be dealt with. */
export function MessageList() {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const { data, error, refetch } = useQuery(messagesQuery);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={200} radius={14} />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon={<CheckIcon size={36} />} title={t`Все ответы разобраны`}>
        <Trans>Ответ Document System попадает сюда, если его нельзя прочитать или он не обработался много раз подряд.</Trans>
      </EmptyState>
    );
  }
  return (
    <Stack ref={list} gap="sm">
      {data.items.map((message) => (
        <MessageCard key={message.id} message={message} />
      ))}
    </Stack>
  );
}

function MessageCard({ message }: { message: ParkedMessage }) {
  const { t } = useLingui();
  const retry = useRetryMessage();
  const drop = useDropMessage();
  const reasons: Record<string, string> = {
    malformed: t`ответ нельзя прочитать: он не такой, как договорились. Сообщите владельцам Document System.`,
    tried_out: t`ответ прочитан, но все попытки обработать его не удались.`,
    delivery_limit: t`ответ несколько раз подряд обрывал обработку.`,
  };
  const answers = message.type === "document.verify.v1.reply";
  const title = answers ? t`Ответ о документе репетитора` : t`Сообщение неизвестного вида`;
  const params = { path: { parked_id: message.id } };
  return (
    <StuckCard title={title} why={reasons[message.reason] ?? message.reason}
      again={t`Прочитаем ещё раз с начала; обработанный ответ второй раз ничего не меняет.`}
      facts={message.sent_at
        ? <Trans>попыток: {message.tries}, отправлено <Moment at={message.sent_at} /></Trans>
        : <Trans>попыток: {message.tries}</Trans>}
      code={[message.queue, message.type, message.about].filter(Boolean).join(" · ")} retry={retry} drop={drop}
      undone={t`Ответ не будет учтён; без него через 48 часов документ решит модератор.`} onRetry={() => retry.mutate({ params })}
      onDrop={(reason, done) => drop.mutate({ params, body: { reason } }, { onSuccess: done })} />
  );
}
