import { Button, Group, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { VideoIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { PersonAvatar } from "~/ui/person";
import { useNow } from "~/ui/use-now";
import { TimeUntil } from "./countdown";
import { LessonWhen } from "./lesson-when";
import type { Lesson } from "./queries";
import classes from "./next-lesson-hero.module.css";

type NextLessonHeroProps = { lesson: Lesson; tutor: boolean; subjectName: (code: string) => string };

/** The nearest lesson as the first thing one sees: who, when, how long there is left, and the way in. */
export function NextLessonHero({ lesson, tutor, subjectName }: NextLessonHeroProps) {
  const { t } = useLingui();
  const person = tutor ? lesson.learner_name : lesson.tutor_name;
  const child = !tutor && lesson.learner_id !== lesson.payer_id;
  return (
    <section className={classes.hero} aria-label={t`Ближайшее занятие`}>
      <Stack gap="lg">
        <Group gap="md" wrap="nowrap" align="flex-start">
          <PersonAvatar name={person} photo={tutor ? null : lesson.tutor_photo_url} size={64} />
          <Stack gap={4} style={{ minWidth: 0 }}>
            <Text size="sm" fw={550} c="var(--soft-text)">
              {child ? <Trans>Ближайшее занятие, {lesson.learner_name}</Trans> : <Trans>Ближайшее занятие</Trans>}
            </Text>
            <Title order={2} fz={{ base: 22, sm: 26 }}>
              <Trans>
                {subjectName(lesson.subject)}, {person}
              </Trans>
            </Title>
            <LessonWhen startsAt={lesson.starts_at} minutes={lesson.minutes} tutorZone={lesson.tutor_timezone} tutor={tutor} />
          </Stack>
        </Group>
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
      </Stack>
      <Digits lesson={lesson} />
    </section>
  );
}

/** Runs every second for the eyes; a screen reader finds the same in words and is not told every second. */
function Digits({ lesson }: { lesson: Lesson }) {
  const { t } = useLingui();
  const left = Math.max(0, Math.ceil((Date.parse(lesson.starts_at) - useNow(1).getTime()) / 1000));
  const days = Math.floor(left / 86_400);
  const hours = Math.floor((left % 86_400) / 3600);
  const minutes = Math.floor((left % 3600) / 60);
  if (left === 0) {
    return (
      <Text fz={20} fw={650} role="status">
        <Trans>Занятие уже идёт</Trans>
      </Text>
    );
  }
  return (
    <div>
      <VisuallyHidden>
        <TimeUntil moment={lesson.starts_at} />
      </VisuallyHidden>
      <div className={classes.digits} aria-hidden="true" data-live="countdown">
        {days > 0 && <Digit value={days} unit={t`дн.`} />}
        <Digit value={hours} unit={t`ч`} />
        <Digit value={minutes} unit={t`мин`} />
        <Digit value={left % 60} unit={t`сек`} />
      </div>
    </div>
  );
}

function Digit({ value, unit }: { value: number; unit: string }) {
  return (
    <span>
      <b>{value}</b>
      <small>{unit}</small>
    </span>
  );
}
