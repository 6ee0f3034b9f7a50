import { Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { LoadError } from "~/ui/problem";
import { clock, fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { historyQuery, type LessonState, type Step } from "./queries";
import { useReasonWords } from "./reasons";
import classes from "~/ui/timeline.module.css";

/** What happened to the lesson, by whom and why; the latest first. */
export function LessonTimeline({ lessonId, version }: { lessonId: string; version: number }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const { queryKey, ...query } = historyQuery(lessonId);
  const { data, error, refetch } = useQuery({ ...query, queryKey: [...queryKey, version] as never });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  return (
    <section>
      <Title order={2} fz={18} mb="md">
        <Trans>История</Trans>
      </Title>
      <ol className={classes.steps}>
        {[...(data?.items ?? [])].reverse().map((step) => (
          <li key={step.at + step.to_state}>
            <StepWords step={step} />
            <Text size="sm" c="dimmed" className="numbers">
              {fullDate(new Date(step.at), zone, i18n.locale)}, {clock(new Date(step.at), zone, i18n.locale)}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepWords({ step }: { step: Step }) {
  const { t } = useLingui();
  const reasons = useReasonWords();
  const actors: Record<string, string> = { student: t`ученик`, guardian: t`родитель`, tutor: t`репетитор`, system: t`автоматически` };
  const states: Record<LessonState, string> = {
    held: t`Время забронировано`,
    scheduled: t`Оплачено, занятие назначено`,
    awaiting_confirmation: t`Время занятия прошло`,
    completed: t`Занятие подтверждено`,
    cancelled: t`Занятие отменено`,
    expired: t`Бронь истекла без оплаты`,
  };
  const why = [actors[step.actor_role], step.reason_code && reasons[step.reason_code]].filter(Boolean).join(", ");
  return (
    <Text fw={500}>
      {states[step.to_state as LessonState] ?? step.to_state}
      {why && (
        <Text span c="dimmed" fw={400}>
          {" "}
          · {why}
        </Text>
      )}
    </Text>
  );
}
