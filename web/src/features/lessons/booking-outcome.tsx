import { Button, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AlertIcon, CheckIcon, ClockIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { pollDelay } from "~/ui/poll-delay";
import { LoadError } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { LessonWhen } from "./lesson-when";
import { MinutesLeft } from "./countdown";
import { type Outcome, isOpen, outcomeOf } from "./payment-outcome";
import { usePaymentReason } from "./payment-reasons";
import { type Lesson, lessonQuery } from "./queries";

/** Waits for the server's word after the payment page; says only what the server has said. */
export function BookingOutcome({ lessonId }: { lessonId: string }) {
  const { data: lesson, error, refetch } = useQuery({
    ...lessonQuery(lessonId),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isOpen(outcomeOf(state.data)) ? false : pollDelay(state.dataUpdateCount)),
  });
  if (error && !lesson) return <LoadError error={error} retry={() => void refetch()} />;
  const outcome = lesson ? outcomeOf(lesson) : "waiting";
  return (
    <Stack className="surface" p={{ base: "lg", sm: 40 }} gap="lg" align="center" ta="center">
      <Mark outcome={outcome} />
      <Stack gap="xs" align="center" role="status">
        {lesson ? <Words lesson={lesson} outcome={outcome} /> : <Checking />}
      </Stack>
      {lesson && (
        <div>
          <LessonWhen startsAt={lesson.starts_at} minutes={lesson.minutes} tutorZone={lesson.tutor_timezone} tutor={false} />
        </div>
      )}
      {lesson && <NextStep lesson={lesson} outcome={outcome} />}
    </Stack>
  );
}

function Mark({ outcome }: { outcome: Outcome }) {
  if (isOpen(outcome)) return <Loader size="lg" aria-hidden="true" />;
  if (outcome === "scheduled") return <span style={{ color: "var(--good-text)" }}><CheckIcon size={52} /></span>;
  if (["hold_expired", "paid_too_late", "cancelled"].includes(outcome)) return <span style={{ color: "var(--warn-text)" }}><ClockIcon size={52} /></span>;
  return <span style={{ color: "var(--bad-text)" }}><AlertIcon size={52} /></span>;
}

function Say({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Title order={2} fz={24}>
        {title}
      </Title>
      <Text c="dimmed" maw={420}>
        {children}
      </Text>
    </>
  );
}

function Checking() {
  const { t } = useLingui();
  return (
    <Say title={t`Узнаём, прошла ли оплата`}>
      <Trans>Спрашиваем платёжную систему. Обычно это занимает несколько секунд.</Trans>
    </Say>
  );
}

function NotReached() {
  const { t } = useLingui();
  return (
    <Say title={t`Платёжная система пока не отвечает`}>
      <Trans>Деньги не списаны. Как только она ответит, здесь появится кнопка оплаты.</Trans>
    </Say>
  );
}

function Words({ lesson, outcome }: { lesson: Lesson; outcome: Outcome }) {
  const { t } = useLingui();
  const reason = usePaymentReason(lesson.payment?.reason ?? null);
  if (isOpen(outcome)) {
    return (
      <>
        {outcome === "waiting" ? <Checking /> : <NotReached />}
        {lesson.hold_expires_at && (
          <Text size="sm">
            <Trans>
              Время держится за вами ещё <MinutesLeft until={lesson.hold_expires_at} />
            </Trans>
          </Text>
        )}
      </>
    );
  }
  if (outcome === "scheduled") {
    return (
      <Say title={t`Вы записаны`}>
        <Trans>Занятие оплачено и назначено. Письмо с подробностями уже в пути.</Trans>
      </Say>
    );
  }
  if (outcome === "payment_failed") {
    return (
      <Say title={t`Оплата не прошла`}>
        {reason} <Trans>Деньги не списаны, время снова свободно — попробуйте ещё раз.</Trans>
      </Say>
    );
  }
  if (outcome === "hold_expired") {
    return (
      <Say title={t`Бронь истекла`}>
        <Trans>За 15 минут оплата не пришла, и время снова свободно. Если деньги всё же спишутся, они не пропадут: вы увидите их в «Платежах».</Trans>
      </Say>
    );
  }
  if (outcome === "paid_too_late") {
    return (
      <Say title={t`Оплата пришла позже брони`}>
        <Trans>Деньги на месте. Если время ещё было свободно, занятие назначено снова; если нет — минуты на вашем балансе: выберите другое время или верните деньги.</Trans>
      </Say>
    );
  }
  if (outcome === "cancelled") {
    return (
      <Say title={t`Занятие отменено`}>
        <Trans>Если деньги успели списаться, они не пропали: в «Платежах» видно, вернулись они на карту или ждут вас свободными минутами.</Trans>
      </Say>
    );
  }
  return (
    <Say title={t`Состояние занятия изменилось`}>
      <Trans>Откройте занятие, чтобы увидеть подробности.</Trans>
    </Say>
  );
}

function NextStep({ lesson, outcome }: { lesson: Lesson; outcome: Outcome }) {
  const { i18n } = useLingui();
  const again = { subject: lesson.subject, minutes: lesson.minutes };
  if (outcome === "waiting") {
    const pay = lesson.allowed_actions.includes("pay") ? lesson.payment?.confirmation_url : null;
    return pay ? (
      <Button component="a" href={pay} variant="default">
        <Trans>Вернуться к оплате {rubles(lesson.price_kopecks, i18n.locale)}</Trans>
      </Button>
    ) : null;
  }
  if (outcome === "payment_failed" || outcome === "hold_expired") {
    return (
      <ButtonLink to="/tutors/$tutorId" params={{ tutorId: lesson.tutor_id }} search={again} size="md">
        <Trans>Выбрать время заново</Trans>
      </ButtonLink>
    );
  }
  return (
    <Group justify="center" gap="xs">
      {outcome === "paid_too_late" || outcome === "cancelled" ? (
        <>
          <ButtonLink to="/lessons" size="md"><Trans>Мои занятия</Trans></ButtonLink>
          <ButtonLink to="/payments" size="md" variant="default"><Trans>Мой баланс</Trans></ButtonLink>
        </>
      ) : (
        <ButtonLink to="/lessons/$lessonId" params={{ lessonId: lesson.id }} size="md"><Trans>Открыть занятие</Trans></ButtonLink>
      )}
    </Group>
  );
}
