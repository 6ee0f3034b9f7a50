import { Button, Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { VideoIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import { addDays, clock, type Day, startOfDay } from "~/ui/time";
import { useNow } from "~/ui/use-now";
import { useZone } from "~/ui/zone";
import { LessonStateBadge } from "./lesson-state";
import { type Lesson, lessonsBetween } from "./queries";
import classes from "./day-timeline.module.css";

type DayTimelineProps = { day: Day; subjectName: (code: string) => string; empty: ReactNode };

/** A tutor's lessons of one day in his zone, one under another; the one that is on stands out. */
export function DayTimeline({ day, subjectName, empty }: DayTimelineProps) {
  const { zone } = useZone();
  const query = lessonsBetween(startOfDay(day, zone), startOfDay(addDays(day, 1), zone));
  const { data, error, refetch } = useQuery({ ...query, refetchInterval: 60_000 });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={140} radius={12} />;
  if (data.items.length === 0) return empty;
  return (
    <ol className={classes.list}>
      {data.items.map((lesson) => (
        <Item key={lesson.id} lesson={lesson} subject={subjectName(lesson.subject)} />
      ))}
    </ol>
  );
}

function Item({ lesson, subject }: { lesson: Lesson; subject: string }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const now = useNow(30).getTime();
  const over = Date.parse(lesson.ends_at) <= now;
  const time = over ? "over" : Date.parse(lesson.starts_at) <= now ? "now" : "ahead";
  return (
    <li className={classes.item} data-time={time}>
      <div className="numbers">
        <Text fw={600}>{clock(new Date(lesson.starts_at), zone, i18n.locale)}</Text>
        <Text size="sm" c="dimmed">
          {clock(new Date(lesson.ends_at), zone, i18n.locale)}
        </Text>
      </div>
      <span className={classes.dot} aria-hidden="true" />
      <div style={{ minWidth: 0 }}>
        <Link to="/lessons/$lessonId" params={{ lessonId: lesson.id }} className={classes.who}>
          {lesson.learner_name}
        </Link>
        <Text size="sm" c="dimmed">
          <Trans>
            {subject}, {lesson.minutes} мин.
          </Trans>
        </Text>
      </div>
      <div className={classes.way}>
        {!over && lesson.state === "scheduled" && lesson.meeting_url ? (
          <Button component="a" href={lesson.meeting_url} target="_blank" rel="noreferrer" size="sm" leftSection={<VideoIcon size={16} />}
            variant={time === "now" ? "filled" : "default"}>
            <Trans>Войти</Trans>
          </Button>
        ) : (
          <LessonStateBadge state={lesson.state} />
        )}
      </div>
    </li>
  );
}
