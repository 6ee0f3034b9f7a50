import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useLiveState } from "~/api/live";
import { EmptyState } from "~/ui/empty-state";
import { BellIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { Sheet } from "~/ui/sheet";
import { NoticeRow } from "./notice-row";
import { bellQuery, useReadNotices } from "./queries";

/** The latest notices, beside the page one is on. */
export default function BellSheet({ close }: { close: () => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(bellQuery);
  const read = useReadNotices();
  const lost = useLiveState() === "lost";
  const newest = data?.items[0];
  return (
    <Sheet opened close={close} from="right" title={t`Уведомления`}>
      <Stack gap="md">
        {lost && (
          <Text size="sm" c="var(--warn-text)">
            <Trans>Связь прервалась: новое появится, когда она вернётся.</Trans>
          </Text>
        )}
        {error && !data && <LoadError error={error} retry={() => void refetch()} />}
        {!data && !error && [0, 1, 2].map((row) => <Skeleton key={row} height={76} radius={10} />)}
        {data?.items.length === 0 && (
          <EmptyState icon={<BellIcon size={32} />} title={t`Пока тихо`}>
            <Trans>Здесь появятся новости о занятиях и платежах.</Trans>
          </EmptyState>
        )}
        {newest && (
          <>
            <Group justify="space-between" gap="xs">
              <ButtonLink to="/notifications" variant="subtle" size="compact-sm" onClick={close}>
                <Trans>Все уведомления</Trans>
              </ButtonLink>
              {data.unread > 0 && (
                <Button variant="subtle" size="compact-sm" loading={read.isPending}
                  onClick={() => read.mutate({ body: { ids: [], until: newest.created_at } })}>
                  <Trans>Прочитать все</Trans>
                </Button>
              )}
            </Group>
            <div>
              {data.items.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} withDay opened={close} />
              ))}
            </div>
          </>
        )}
      </Stack>
    </Sheet>
  );
}
