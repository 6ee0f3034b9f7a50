import { Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { CancellationRule } from "~/i18n/cancellation-rule";
import { Money } from "~/ui/money";
import { TextLink } from "~/ui/links";
import { PersonAvatar } from "~/ui/person";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { LessonStateBadge } from "./lesson-state";
import { LessonWhen } from "./lesson-when";
import type { Lesson } from "./queries";

/** Everything the two sides agreed on. */
export function LessonFacts({ lesson, tutor }: { lesson: Lesson; tutor: boolean }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const moment = (at: string) => dayAndTime(new Date(at), zone, i18n.locale);
  const person = (tutor ? lesson.learner_name : lesson.tutor_name) || t`Учётная запись удалена`;
  return (
    <Stack className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
      <Group justify="space-between">
        <Group gap="sm" wrap="nowrap">
          <PersonAvatar name={person} photo={tutor ? null : lesson.tutor_photo_url} />
          <div>
            <Text fw={600}>{person}</Text>
            <Text size="sm" c="dimmed">
              {tutor ? <Trans>ученик</Trans> : <Trans>репетитор</Trans>}
            </Text>
          </div>
        </Group>
        <LessonStateBadge state={lesson.state} />
      </Group>
      <Fact name={<Trans>Когда</Trans>}>
        <LessonWhen startsAt={lesson.starts_at} minutes={lesson.minutes} tutorZone={lesson.tutor_timezone} tutor={tutor} />
      </Fact>
      {lesson.state === "scheduled" && !lesson.meeting_url && (
        <Fact name={<Trans>Где</Trans>}>
          {tutor ? (
            <Trans>
              Добавьте ссылку на комнату <TextLink to="/tutor/profile">в анкете</TextLink>, и она появится здесь.
            </Trans>
          ) : (
            <Trans>Репетитор ещё не добавил ссылку на комнату. Она появится здесь.</Trans>
          )}
        </Fact>
      )}
      {!tutor && lesson.learner_id !== lesson.payer_id && <Fact name={<Trans>Ученик</Trans>}>{lesson.learner_name}</Fact>}
      <Fact name={<Trans>Стоимость</Trans>}>
        <Money kopecks={lesson.price_kopecks} fw={600} />
        {lesson.charged_kopecks !== null && lesson.charged_kopecks !== lesson.price_kopecks && (
          <Text size="sm" c="dimmed">
            <Trans>
              Удержано <Money kopecks={lesson.charged_kopecks} />
            </Trans>
          </Text>
        )}
      </Fact>
      {(lesson.state === "held" || lesson.state === "scheduled") && (
        <Fact name={<Trans>Отмена</Trans>}>
          <Text>
            <Trans>Бесплатно до {moment(lesson.free_until)}</Trans>
          </Text>
          <Text size="sm" c="dimmed">
            <CancellationRule preset={lesson.cancellation_preset} />
          </Text>
        </Fact>
      )}
      {lesson.state === "awaiting_confirmation" && lesson.confirm_by && (
        <Fact name={<Trans>Подтверждение</Trans>}>
          {tutor ? (
            <Trans>Ученик подтвердит занятие, или оно подтвердится само {moment(lesson.confirm_by)}.</Trans>
          ) : (
            <Trans>Если занятие прошло, подтвердите его. Само оно подтвердится {moment(lesson.confirm_by)}.</Trans>
          )}
        </Fact>
      )}
    </Stack>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed" mb={2}>
        {name}
      </Text>
      {children}
    </div>
  );
}
