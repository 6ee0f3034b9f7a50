import "@mantine/core/styles/Rating.css";
import { Button, Group, Rating, Stack, Textarea, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { useRateTicket } from "./queries";

/** Once for a ticket: it disappears with the rating. */
export function RateTicket({ ticketId }: { ticketId: string }) {
  const { t } = useLingui();
  const rate = useRateTicket();
  const [stars, setStars] = useState(0);
  const [comment, setComment] = useState("");
  const send = () => rate.mutate({ params: { path: { ticket_id: ticketId } }, body: { rating: stars, comment: comment.trim() } });
  return (
    <Stack component="section" className="surface" p="lg" gap="sm">
      <Title order={2} fz={18}>
        <Trans>Помогли ли мы?</Trans>
      </Title>
      <Rating size="lg" value={stars} onChange={setStars} aria-label={t`Оценка`} getSymbolLabel={(mark) => t`${mark} из 5`} />
      {stars > 0 && (
        <>
          <Textarea label={stars > 3 ? t`Что понравилось` : t`Что сделать лучше`} autosize minRows={2} maxLength={1000} value={comment}
            onChange={(event) => setComment(event.currentTarget.value)} />
          <ProblemAlert error={rate.error} />
          <Group>
            <Button variant="default" loading={rate.isPending} onClick={send}>
              <Trans>Отправить оценку</Trans>
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
