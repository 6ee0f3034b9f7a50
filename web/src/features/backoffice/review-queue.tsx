import { Group, Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { PersonAvatar } from "~/ui/person";
import { LoadError } from "~/ui/problem";
import { Moment } from "./moment";
import { type Review, useReviews } from "./queries";
import { ShowMore } from "./show-more";
import { useRowKeys } from "./use-row-keys";
import { useFieldWords } from "./words";
import classes from "./rows.module.css";

export function ReviewQueue() {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const reviews = useReviews();
  if (reviews.error && !reviews.data) return <LoadError error={reviews.error} retry={() => void reviews.refetch()} />;
  if (!reviews.data) return <Skeleton height={240} radius={14} />;
  const waiting = reviews.data.pages.flatMap((page) => page.items);
  if (waiting.length === 0) {
    return (
      <EmptyState icon={<CheckIcon size={36} />} title={t`Все правки разобраны`}>
        <Trans>Новые появятся здесь, как только репетитор изменит имя, фото или тексты анкеты.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <div ref={list} className={`surface ${classes.rows}`}>
        <div className={`${classes.head} ${classes.review}`} aria-hidden="true">
          <span><Trans>Репетитор</Trans></span>
          <span><Trans>Что изменено</Trans></span>
          <span><Trans>Ждёт с</Trans></span>
        </div>
        {waiting.map((review) => (
          <ReviewRow key={review.id} review={review} />
        ))}
      </div>
      <ShowMore list={reviews} />
    </>
  );
}

function ReviewRow({ review }: { review: Review }) {
  const { t } = useLingui();
  const words = useFieldWords();
  const fields = [...Object.keys(review.after).map((name) => words[name] ?? name), ...(review.photo_changes ? [t`Фото`] : [])];
  return (
    <Link to="/desk/reviews/$reviewId" params={{ reviewId: review.id }} data-row className={`${classes.row} ${classes.review}`}>
      <Group wrap="nowrap" gap="sm">
        <PersonAvatar name={review.full_name} photo={review.photo_before_url} size={36} />
        <Text fw={550} truncate>
          {review.full_name}
        </Text>
      </Group>
      <Text size="sm">{fields.join(", ")}</Text>
      <Text size="sm" c="dimmed">
        <Moment at={review.submitted_at} />
      </Text>
    </Link>
  );
}
