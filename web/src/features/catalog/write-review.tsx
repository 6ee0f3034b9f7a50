import "@mantine/core/styles/Rating.css";
import { Button, Rating, Stack, Text, Textarea, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { useWriteReview } from "./queries";

/** One review per student and tutor; the server knows whether there is one already. */
export function WriteReview({ tutorId, tutorName }: { tutorId: string; tutorName: string }) {
  const { t } = useLingui();
  const review = useWriteReview();
  const [rating, setRating] = useState(0);
  const [text, setText] = useState("");
  if (review.isSuccess) {
    return (
      <Text role="status">
        <Trans>Спасибо! Отзыв уже виден на странице репетитора.</Trans>
      </Text>
    );
  }
  const send = () => review.mutate({ params: { path: { tutor_id: tutorId } }, body: { rating, text: text.trim() } });
  return (
    <Stack component="section" className="surface" p={{ base: "lg", sm: "xl" }} gap="md" align="flex-start">
      <Title order={2} fz={18}>
        <Trans>Как прошло занятие?</Trans>
      </Title>
      <Rating size="lg" value={rating} onChange={setRating} aria-label={t`Оценка`} getSymbolLabel={(mark) => t`${mark} из 5`} />
      <Textarea w="100%" autosize minRows={3} maxLength={2000} value={text} onChange={(event) => setText(event.currentTarget.value)}
        label={t`Отзыв о занятиях с ${tutorName}`} />
      <ProblemAlert error={review.error} />
      <Button variant="default" loading={review.isPending} disabled={rating === 0 || text.trim() === ""} onClick={send}>
        <Trans>Оставить отзыв</Trans>
      </Button>
    </Stack>
  );
}
