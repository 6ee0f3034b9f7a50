import { Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Money } from "~/ui/money";
import { PersonAvatar } from "~/ui/person";
import { LessonActions } from "./lesson-actions";
import { LessonStateBadge } from "./lesson-state";
import { LessonWhen } from "./lesson-when";
import type { Lesson } from "./queries";
import classes from "./lesson-row.module.css";

type LessonRowProps = { lesson: Lesson; tutor: boolean; subjectName: (code: string) => string };

export function LessonRow({ lesson, tutor, subjectName }: LessonRowProps) {
  const { t } = useLingui();
  const person = (tutor ? lesson.learner_name : lesson.tutor_name) || t`Учётная запись удалена`;
  return (
    <article className={classes.row}>
      <PersonAvatar name={person} photo={tutor ? null : lesson.tutor_photo_url} size={48} />
      <Stack gap={2} style={{ minWidth: 0 }}>
        <LessonWhen startsAt={lesson.starts_at} minutes={lesson.minutes} tutorZone={lesson.tutor_timezone} tutor={tutor} />
        <Link to="/lessons/$lessonId" params={{ lessonId: lesson.id }} className={classes.link}>
          <Trans>
            {subjectName(lesson.subject)}, {person}
          </Trans>
        </Link>
        {!tutor && lesson.learner_id !== lesson.payer_id && (
          <Text size="sm" c="dimmed">
            <Trans>Ученик: {lesson.learner_name}</Trans>
          </Text>
        )}
      </Stack>
      <Stack gap={8} className={classes.side}>
        <Group gap="sm" className={classes.facts}>
          <LessonStateBadge state={lesson.state} />
          <Money kopecks={lesson.price_kopecks} fw={550} />
        </Group>
        <LessonActions lesson={lesson} compact />
      </Stack>
    </article>
  );
}
