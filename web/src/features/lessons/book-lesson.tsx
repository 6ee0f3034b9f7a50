import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { CancellationRule } from "~/i18n/cancellation-rule";
import { ShieldIcon } from "~/ui/icons";
import { Money } from "~/ui/money";
import { PersonAvatar } from "~/ui/person";
import { ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { freeUntil } from "./free-until";
import { LessonWhen } from "./lesson-when";
import { type Booking, type Lesson, useBookLesson } from "./queries";

type BookLessonProps = {
  tutor: { id: string; name: string; photo: string | null; timezone: string; preset: string };
  offer: { subject: string; level: string; name: string };
  startsAt: string;
  minutes: number;
  price: number;
  /** Paid minutes with this tutor that are free: they pay first. */
  freeMinutes: number;
  /** Whom a guardian may book for; empty for a student. */
  learners: { id: string; name: string }[];
  booked: (lesson: Lesson) => void;
};

export function BookLesson({ tutor, offer, startsAt, minutes, price, freeMinutes, learners, booked }: BookLessonProps) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const book = useBookLesson();
  const [learner, setLearner] = useState(learners[0]?.id);
  const until = freeUntil(startsAt, tutor.preset);
  const withCredits = freeMinutes >= minutes;
  const submit = () => {
    const body: Booking = {
      tutor_id: tutor.id, subject: offer.subject, level: offer.level, starts_at: startsAt, minutes, kind: "single",
      ...(learner ? { learner_id: learner } : {}),
    };
    book.mutate(body, { onSuccess: booked });
  };
  return (
    <Stack className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
      <Group wrap="nowrap">
        <PersonAvatar name={tutor.name} photo={tutor.photo} size={56} />
        <div>
          <Text fw={600}>{tutor.name}</Text>
          <Text c="dimmed">
            <Trans>
              {offer.name}, {minutes} минут
            </Trans>
          </Text>
        </div>
      </Group>
      <div>
        <LessonWhen startsAt={startsAt} minutes={minutes} tutorZone={tutor.timezone} tutor={false} />
      </div>
      {learners.length > 0 && (
        <NativeSelect label={t`Кто будет заниматься`} size="md" value={learner} onChange={(event) => setLearner(event.currentTarget.value)}
          data={learners.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <Group gap="sm" wrap="nowrap" align="flex-start" c="var(--good-text)">
        <ShieldIcon />
        <div>
          <Text>
            {until > new Date() ? (
              <Trans>Бесплатная отмена до {dayAndTime(until, zone, i18n.locale)}</Trans>
            ) : (
              <Trans>До занятия недолго: бесплатно отменить можно только в первые 15 минут</Trans>
            )}
          </Text>
          <Text size="sm" c="dimmed">
            <CancellationRule preset={tutor.preset} />
          </Text>
        </div>
      </Group>
      <Group justify="space-between" pt="lg" style={{ borderTop: "1px solid var(--line)" }}>
        <Text c="dimmed">
          {withCredits ? <Trans>Спишем {minutes} из {freeMinutes} оплаченных минут</Trans> : <Trans>К оплате</Trans>}
        </Text>
        <Text fz={24} fw={650}>
          <Money kopecks={withCredits ? 0 : price} />
        </Text>
      </Group>
      <ProblemAlert error={book.error} />
      <Button size="lg" loading={book.isPending || book.isSuccess} onClick={submit}>
        {withCredits ? <Trans>Записаться без оплаты</Trans> : <Trans>Оплатить {rubles(price, i18n.locale)}</Trans>}
      </Button>
      {!withCredits && (
        <Text size="sm" c="dimmed" ta="center">
          <Trans>Карту введёте на странице платёжной системы. Время будет ждать вас 15 минут.</Trans>
        </Text>
      )}
    </Stack>
  );
}
