import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/SegmentedControl.css";
import { Group, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ButtonLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { LoadError } from "~/ui/problem";
import { plansQuery } from "./queries";

type PlanPickerProps = { tutorId: string; subject: string; level: string; minutes: number };

/** Lessons for four weeks at a time with this tutor: how many a week, what it costs, and when it can begin. */
export function PlanPicker({ tutorId, subject, level, minutes }: PlanPickerProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(1);
  const { data, error, refetch } = useQuery(plansQuery(tutorId));
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={168} radius={12} />;
  const plans = data.items.filter((plan) => plan.subject === subject && plan.level === level && plan.minutes === minutes);
  const plan = plans.find((each) => each.lessons_per_week === chosen) ?? plans[0];
  if (!plan) {
    return (
      <Text c="dimmed">
        <Trans>Для занятий такой длины подписки нет — выберите другую длительность выше.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap="lg">
      <Stack gap={6} align="flex-start">
        <Text size="sm" fw={500}>
          <Trans>Занятий в неделю</Trans>
        </Text>
        <SegmentedControl aria-label={t`Занятий в неделю`} value={String(plan.lessons_per_week)} onChange={(value) => setChosen(Number(value))}
          data={plans.map((each) => ({ value: String(each.lessons_per_week), label: String(each.lessons_per_week) }))} />
      </Stack>
      <Group justify="space-between" align="flex-end" gap="md">
        <div role="status">
          <Text fz={24} fw={650} lh={1.2}>
            <Money kopecks={plan.price_kopecks} />
          </Text>
          <Text size="sm" c="dimmed">
            <Trans>
              за <Plural value={plan.lessons_per_cycle} one="# занятие" few="# занятия" many="# занятий" other="# занятия" /> по {plan.minutes} минут, <Money kopecks={plan.unit_price_kopecks} /> за час
            </Trans>
          </Text>
          <Text size="sm" c="dimmed">
            <Trans>Каждые 4 недели, {data.charges_per_year} списаний в год. Неиспользованные минуты не сгорают, деньги за них можно вернуть.</Trans>
          </Text>
        </div>
        {data.eligible && (
          <ButtonLink to="/subscribe" size="md" search={{ tutor: tutorId, subject, level, minutes, per_week: plan.lessons_per_week }}>
            <Trans>Оформить подписку</Trans>
          </ButtonLink>
        )}
      </Group>
      {!data.eligible && (
        <Text p="md" bg="var(--soft)" c="var(--soft-text)" style={{ borderRadius: 12 }}>
          <Trans>Сначала одно занятие: подписка откроется после него, чтобы вы знали, кого выбираете.</Trans>
        </Text>
      )}
    </Stack>
  );
}
