import { Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { LoadError } from "~/ui/problem";
import { StarIcon } from "~/ui/icons";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { useReviews } from "./queries";
import { Rating } from "./rating";
import classes from "./reviews.module.css";

export function Reviews({ tutorId }: { tutorId: string }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useReviews(tutorId);
  const first = data?.pages[0];
  return (
    <Stack component="section" gap="md">
      <Title order={2} fz={20}>
        <Trans>Отзывы</Trans>
      </Title>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={120} radius="md" />}
      {first?.count === 0 && (
        <Text c="dimmed">
          <Trans>Отзывов пока нет. Оставить отзыв можно только после проведённого занятия.</Trans>
        </Text>
      )}
      {first && first.count > 0 && (
        <>
          <Rating rating={first.rating} reviews={first.count} />
          <Histogram counts={first.histogram} total={first.count} />
        </>
      )}
      {data?.pages.flatMap((page) => page.items).map((review) => (
        <article key={review.id} className={classes.review}>
          <Group gap="xs">
            <Text fw={550}>{review.author_name || t`Ученик`}</Text>
            <Group gap={4} role="img" aria-label={t`Оценка ${review.rating} из 5`}>
              <StarIcon size={14} />
              <Text size="sm" className="numbers">
                {review.rating}
              </Text>
            </Group>
            <Text size="sm" c="dimmed">
              {fullDate(new Date(review.created_at), zone, i18n.locale)}
            </Text>
          </Group>
          <Text className="prose">{review.text}</Text>
        </article>
      ))}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()} style={{ alignSelf: "start" }}>
          <Trans>Ещё отзывы</Trans>
        </Button>
      )}
    </Stack>
  );
}

function Histogram({ counts, total }: { counts: Record<string, number>; total: number }) {
  const { t } = useLingui();
  return (
    <ul className={classes.histogram}>
      {[5, 4, 3, 2, 1].map((mark) => {
        const count = counts[mark] ?? 0;
        return (
          <li key={mark} aria-label={t`Оценка ${mark}: ${count}`}>
            <span className="numbers">{mark}</span>
            <span className={classes.bar}>
              <span style={{ width: `${(count / total) * 100}%` }} />
            </span>
            <span className="numbers">{count}</span>
          </li>
        );
      })}
    </ul>
  );
}
