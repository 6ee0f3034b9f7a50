import { Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { problemOf } from "~/api/problem";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { ButtonLink, TextLink } from "~/ui/links";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { DeskPage } from "./desk-frame";
import { Moment } from "./moment";
import { type Review, reviewQuery, useApprove } from "./queries";
import { useFieldWords, useRejectWords } from "./words";
import { wordsChanged } from "./words-changed";
import classes from "./review-view.module.css";

const RejectReview = lazy(() => import("./reject-review"));

export function ReviewView({ reviewId, done }: { reviewId: string; done: () => void }) {
  const { t } = useLingui();
  const { data: review, error, refetch } = useQuery(reviewQuery(reviewId));
  if (error && problemOf(error).status === 404) {
    return (
      <DeskPage title={t`Правки анкеты`}>
        <EmptyState icon={<CheckIcon size={36} />} title={t`Этих правок больше нет`}
          action={<ButtonLink to="/desk/reviews"><Trans>К очереди</Trans></ButtonLink>}>
          <Trans>Репетитор изменил анкету ещё раз: в очереди ждут новые правки.</Trans>
        </EmptyState>
      </DeskPage>
    );
  }
  if (error && !review) return <LoadError error={error} retry={() => void refetch()} />;
  if (!review) return <Skeleton height={420} radius={14} />;
  return <Opened review={review} done={done} />;
}

function Opened({ review, done }: { review: Review; done: () => void }) {
  const { t } = useLingui();
  const approve = useApprove();
  const words = useFieldWords();
  const [rejecting, setRejecting] = useState(false);
  const letThrough = () =>
    approve.mutate(
      { params: { path: { review_id: review.id }, header: { "If-Match": `"${review.version}"` } } },
      { onSuccess: done },
    );
  return (
    <DeskPage title={review.full_name} lead={<Trans>Правки ждут с <Moment at={review.submitted_at} /></Trans>}
      actions={
        review.state === "waiting" ? (
          <Group gap="xs">
            <Button variant="default" onClick={() => setRejecting(true)}>
              <Trans>Отклонить…</Trans>
            </Button>
            <Button loading={approve.isPending} onClick={letThrough}>
              <Trans>Опубликовать</Trans>
            </Button>
          </Group>
        ) : (
          <Decided review={review} />
        )
      }>
      <Stack gap="lg">
        <ProblemAlert error={approve.error} />
        <TextLink to="/tutors/$tutorId" params={{ tutorId: review.tutor_id }} target="_blank" size="sm">
          <Trans>Как анкету видят сейчас</Trans>
        </TextLink>
        {review.photo_changes && (
          <Change title={t`Фото`} before={<Photo url={review.photo_before_url} />} after={<Photo url={review.photo_after_url} />} />
        )}
        {Object.entries(review.after).map(([name, after]) => (
          <TextChange key={name} title={words[name] ?? name} before={review.before[name] ?? ""} after={after} />
        ))}
      </Stack>
      <Suspense>{rejecting && <RejectReview review={review} close={() => setRejecting(false)} done={done} />}</Suspense>
    </DeskPage>
  );
}

function Decided({ review }: { review: Review }) {
  const { t } = useLingui();
  const reasons = useRejectWords();
  if (review.state === "approved") return <StateBadge tone="good">{t`Опубликовано`}</StateBadge>;
  const reason = review.reason_code ? reasons[review.reason_code] : "";
  return <StateBadge tone="bad">{t`Отклонено: ${reason}`}</StateBadge>;
}

function Change({ title, before, after }: { title: string; before: React.ReactNode; after: React.ReactNode }) {
  return (
    <section className="surface" style={{ padding: 20 }}>
      <Title order={2} fz={17} mb="sm">
        {title}
      </Title>
      <div className={classes.sides}>
        <div>
          <Text size="sm" c="dimmed" mb={6}>
            <Trans>Сейчас</Trans>
          </Text>
          <div className={classes.side}>{before}</div>
        </div>
        <div>
          <Text size="sm" c="dimmed" mb={6}>
            <Trans>Предложено</Trans>
          </Text>
          <div className={classes.side}>{after}</div>
        </div>
      </div>
    </section>
  );
}

function TextChange({ title, before, after }: { title: string; before: string; after: string }) {
  const pieces = wordsChanged(before, after);
  return (
    <Change title={title}
      before={before === "" ? <Nothing /> : pieces.before.map(({ text, changed }, place) => (changed ? <del key={place} className={classes.gone}>{text}</del> : <span key={place}>{text}</span>))}
      after={after === "" ? <Nothing /> : pieces.after.map(({ text, changed }, place) => (changed ? <ins key={place} className={classes.come}>{text}</ins> : <span key={place}>{text}</span>))}
    />
  );
}

function Photo({ url }: { url: string | null }) {
  const { t } = useLingui();
  return url ? <img src={url} alt={t`Фото репетитора`} className={classes.photo} /> : <Nothing />;
}

function Nothing() {
  return (
    <Text c="dimmed">
      <Trans>ничего</Trans>
    </Text>
  );
}
