import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { VideoIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { TimeUntil } from "./countdown";
import { LessonWhen } from "./lesson-when";
import type { Lesson } from "./queries";

type NextLessonProps = { lesson: Lesson; tutor: boolean; subjectName: (code: string) => string };

/** The nearest lesson, with how long there is left and the way in. */
export function NextLesson({ lesson, tutor, subjectName }: NextLessonProps) {
  const person = tutor ? lesson.learner_name : lesson.tutor_name;
  return (
    <Group component="section" justify="space-between" p={{ base: "lg", sm: "xl" }} gap="lg" bg="var(--soft)" style={{ borderRadius: 18 }}>
      <Stack gap={4}>
        <Text size="sm" fw={550} c="var(--soft-text)">
          <Trans>
            Ближайшее занятие <TimeUntil moment={lesson.starts_at} />
          </Trans>
        </Text>
        <Title order={2} fz={24}>
          <Trans>
            {subjectName(lesson.subject)}, {person}
          </Trans>
        </Title>
        <LessonWhen startsAt={lesson.starts_at} minutes={lesson.minutes} tutorZone={lesson.tutor_timezone} tutor={tutor} />
      </Stack>
      <Group gap="xs">
        {lesson.meeting_url && (
          <Button component="a" href={lesson.meeting_url} target="_blank" rel="noreferrer" size="md" leftSection={<VideoIcon />}>
            <Trans>Войти в занятие</Trans>
          </Button>
        )}
        <ButtonLink to="/lessons/$lessonId" params={{ lessonId: lesson.id }} size="md" variant="default">
          <Trans>Подробнее</Trans>
        </ButtonLink>
      </Group>
    </Group>
  );
}
