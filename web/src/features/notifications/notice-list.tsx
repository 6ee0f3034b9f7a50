import { Button, Center, Group, Skeleton, Stack, Title } from "@mantine/core";
import { useLingui as useI18n } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "~/ui/empty-state";
import { BellIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { dayOf, groupByDay, longDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { NoticeRow } from "./notice-row";
import { type Notice, useNotices, useReadNotices } from "./queries";

/** All notices, by the day they came. */
export function NoticeList({ unreadOnly }: { unreadOnly: boolean }) {
  const { t } = useLingui();
  const { i18n } = useI18n();
  const { zone } = useZone();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices(unreadOnly);
  const read = useReadNotices();
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Stack gap="sm" aria-hidden="true">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} height={84} radius={14} />
        ))}
      </Stack>
    );
  }
  const notices = data.pages.flatMap((page) => page.items);
  const newest = notices[0];
  if (!newest) {
    return (
      <EmptyState icon={<BellIcon size={36} />} title={unreadOnly ? t`Всё прочитано` : t`Пока тихо`}>
        <Trans>Здесь появятся новости о занятиях, платежах и вашей учётной записи. Что именно — выбирают в настройках.</Trans>
      </EmptyState>
    );
  }
  const today = dayOf(new Date(), zone);
  return (
    <Stack gap="lg">
      {(data.pages[0]?.unread ?? 0) > 0 && (
        <Group justify="flex-end">
          <Button variant="default" size="sm" loading={read.isPending}
            onClick={() => read.mutate({ body: { ids: [], until: newest.created_at } })}>
            <Trans>Прочитать все</Trans>
          </Button>
        </Group>
      )}
      <ProblemAlert error={read.error} />
      {[...groupByDay(notices.map(dated), zone)].map(([day, those]) => (
        <section key={day}>
          <Title order={2} fz={15} c="dimmed" fw={500} mb={8}>
            {day === today ? <Trans>Сегодня</Trans> : longDay(new Date(those[0]?.created_at ?? day), zone, i18n.locale)}
          </Title>
          <div className="surface" style={{ padding: 6 }}>
            {those.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} withDay={false} />
            ))}
          </div>
        </section>
      ))}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Показать ещё</Trans>
          </Button>
        </Center>
      )}
    </Stack>
  );
}

/** Days are those of `starts_at`, by the name lessons gave it. */
const dated = (notice: Notice) => ({ ...notice, starts_at: notice.created_at });
