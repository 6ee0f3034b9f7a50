import { Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useSubjectNames } from "~/features/catalog/queries";
import type { Lesson } from "~/features/lessons/queries";
import { Panel } from "~/ui/cabinet";
import { TextLink } from "~/ui/links";
import { PersonAvatar } from "~/ui/person";
import { clock, shortDay } from "~/ui/time";
import { useZone } from "~/ui/zone";

const MOST = 4;

/** What comes after the next lesson; nothing when nothing does. */
export function LessonsAhead({ lessons }: { lessons: Lesson[] }) {
  const { t } = useLingui();
  if (lessons.length === 0) return null;
  const all = (
    <TextLink to="/lessons" size="sm">
      <Trans>Все</Trans>
    </TextLink>
  );
  return (
    <Panel title={t`Дальше`} more={all}>
      <Stack gap="md">
        {lessons.slice(0, MOST).map((lesson) => (
          <LessonLine key={lesson.id} lesson={lesson} />
        ))}
      </Stack>
    </Panel>
  );
}

/** A lesson in one line, with the tutor's face. */
export function LessonLine({ lesson }: { lesson: Lesson }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const names = useSubjectNames();
  const at = new Date(lesson.starts_at);
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonAvatar name={lesson.tutor_name} photo={lesson.tutor_photo_url} size={44} />
      <div style={{ minWidth: 0, flex: 1 }}>
        <TextLink to="/lessons/$lessonId" params={{ lessonId: lesson.id }} fw={550} c="inherit" display="block">
          <Trans>
            {names.subject(lesson.subject)}, {lesson.tutor_name}
          </Trans>
        </TextLink>
        <Text size="sm" c="dimmed" className="numbers ucfirst">
          {shortDay(at, zone, i18n.locale)}, {clock(at, zone, i18n.locale)}
        </Text>
      </div>
    </Group>
  );
}
