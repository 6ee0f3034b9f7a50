import { Skeleton, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { type Insights, insightsQuery } from "./queries";
import classes from "./tutor-insights.module.css";

type Standard = Insights["standards"][number];

/** Ninety days against the standards for search, each with where one stands and where the line is. */
export function TutorInsights() {
  const { data, error, refetch } = useQuery(insightsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={220} radius={12} />;
  const missing = data.lessons_needed - data.lessons_counted;
  return (
    <Stack gap="lg">
      <div className={classes.facts}>
        <Fact value={String(data.lessons_held)} name={<Trans>Занятия</Trans>} />
        <Fact value={String(data.students)} name={<Trans>Ученики</Trans>} />
        <Fact value={data.returning_percent === null ? "—" : `${data.returning_percent} %`} name={<Trans>Пришли снова</Trans>} />
      </div>
      {missing > 0 && (
        <Text size="sm" c="dimmed">
          <Trans>
            Показатели считаются с {data.lessons_needed} занятий. Осталось <Plural value={missing} one="# занятие" few="# занятия" many="# занятий" other="# занятия" />.
          </Trans>
        </Text>
      )}
      {data.standards.map((standard) => (
        <StandardRow key={standard.code} standard={standard} />
      ))}
    </Stack>
  );
}

function Fact({ value, name }: { value: string; name: ReactNode }) {
  return (
    <div>
      <b>{value}</b>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
    </div>
  );
}

function StandardRow({ standard }: { standard: Standard }) {
  const { t } = useLingui();
  const names: Record<Standard["code"], { name: string; note: string }> = {
    no_shows: { name: t`Неявки`, note: t`Отмены менее чем за 2 часа считаются неявкой` },
    cancellations: { name: t`Ваши отмены`, note: t`Доля назначенных занятий, которые отменили вы` },
  };
  const states: Record<Standard["state"], { tone: "good" | "bad" | "mute"; label: string }> = {
    ok: { tone: "good", label: t`В норме` },
    warning: { tone: "bad", label: t`Выше нормы` },
    not_enough: { tone: "mute", label: t`Пока мало занятий` },
  };
  const { tone, label } = states[standard.state];
  const percent = standard.unit === "percent";
  const written = (value: number) => (percent ? `${value} %` : String(value));
  return (
    <div className={classes.standard} data-state={standard.state}>
      <Text fw={550}>{names[standard.code].name}</Text>
      <StateBadge tone={tone}>{label}</StateBadge>
      <Text className={`numbers ${classes.wide}`}>
        <Trans>
          <b>{written(standard.value)}</b>, норма: меньше {written(standard.below)}
        </Trans>
      </Text>
      <div className={classes.scale} aria-hidden="true">
        <span style={{ width: `${Math.min(100, (standard.value / standard.below) * 100)}%` }} />
      </div>
      <Text size="sm" c="dimmed" className={classes.wide}>
        {names[standard.code].note}
      </Text>
    </div>
  );
}
