import { Skeleton, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { tutorProfileQuery } from "~/features/accounts/queries";
import { fieldsOf } from "~/features/accounts/step-words";
import { aheadQuery, availabilityQuery } from "~/features/lessons/queries";
import { Panel } from "~/ui/cabinet";
import { AlertIcon, CalendarIcon, CheckIcon, ClockIcon, UserIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { TaskList, TaskRow } from "~/ui/task-row";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";

/** What a tutor should know of or do: the profile's state, the hours, lessons whose money waits for a word. */
export function TutorTasks() {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const profile = useQuery(tutorProfileQuery);
  const hours = useQuery(availabilityQuery);
  const ahead = useQuery(aheadQuery);
  const error = profile.error ?? hours.error ?? ahead.error;
  const retry = () => void Promise.all([profile.refetch(), hours.refetch(), ahead.refetch()]);
  if (error) return <LoadError error={error} retry={retry} />;
  if (!profile.data || !hours.data || !ahead.data) return <Skeleton height={140} radius={14} />;
  const { state, review, missing } = profile.data;
  const fields = fieldsOf(missing);
  const unconfirmed = ahead.data.items.filter((lesson) => lesson.state === "awaiting_confirmation");
  const closed = hours.data.weekly.length === 0;
  const quiet = state === "listed" && (review === null || review.state === "approved") && !closed && unconfirmed.length === 0;
  return (
    <Panel title={t`Ждёт вас`}>
      {quiet && (
        <Text c="dimmed">
          <Trans>Всё сделано. Хорошего дня!</Trans>
        </Text>
      )}
      <TaskList label={t`Ждёт вас`}>
        {state === "draft" && (
          <TaskRow icon={<UserIcon />} tone="warn" title={fields.length > 0 ? <Trans>Заполните анкету</Trans> : <Trans>Пройдите проверку</Trans>}
            note={<Trans>Пока её не видит никто</Trans>}
            action={<ButtonLink to={fields.length > 0 ? "/tutor/profile" : "/tutor/verification"} size="xs"><Trans>Открыть</Trans></ButtonLink>} />
        )}
        {(state === "submitted" || state === "in_verification") && (
          <TaskRow icon={<ClockIcon />} title={<Trans>Заявка на проверке</Trans>} note={<Trans>Мы напишем, когда решим</Trans>}
            action={<ButtonLink to="/tutor/verification" size="xs" variant="default"><Trans>Посмотреть</Trans></ButtonLink>} />
        )}
        {(state === "changes_requested" || state === "rejected") && (
          <TaskRow icon={<AlertIcon />} tone="bad" title={state === "rejected" ? <Trans>Заявка отклонена</Trans> : <Trans>Заявку вернули с замечаниями</Trans>}
            note={<Trans>Посмотрите, что не подошло</Trans>}
            action={<ButtonLink to="/tutor/verification" size="xs"><Trans>Посмотреть</Trans></ButtonLink>} />
        )}
        {state === "paused_by_tutor" && (
          <TaskRow icon={<ClockIcon />} tone="warn" title={<Trans>Вы на паузе</Trans>} note={<Trans>Новые ученики вас не найдут</Trans>}
            action={<ButtonLink to="/tutor/profile" size="xs" variant="default"><Trans>Вернуться</Trans></ButtonLink>} />
        )}
        {review?.state === "rejected" && (
          <TaskRow icon={<AlertIcon />} tone="bad" title={<Trans>Правки анкеты не опубликованы</Trans>} note={<Trans>Исправьте и отправьте снова</Trans>}
            action={<ButtonLink to="/tutor/profile" size="xs"><Trans>Посмотреть</Trans></ButtonLink>} />
        )}
        {review?.state === "waiting" && (
          <TaskRow icon={<ClockIcon />} title={<Trans>Правки анкеты на проверке</Trans>}
            note={<Trans>Отправлены {dayAndTime(new Date(review.submitted_at), zone, i18n.locale)}</Trans>}
            action={<ButtonLink to="/tutor/profile" size="xs" variant="default"><Trans>Посмотреть</Trans></ButtonLink>} />
        )}
        {closed && (
          <TaskRow icon={<CalendarIcon />} tone="warn" title={<Trans>Откройте часы работы</Trans>} note={<Trans>Пока их нет, записаться к вам нельзя</Trans>}
            action={<ButtonLink to="/tutor/availability" size="xs"><Trans>Указать</Trans></ButtonLink>} />
        )}
        {unconfirmed.length > 0 && (
          <TaskRow icon={<CheckIcon />}
            title={<Plural value={unconfirmed.length} one="# занятие ждёт подтверждения" few="# занятия ждут подтверждения" many="# занятий ждут подтверждения" other="# занятия ждут подтверждения" />}
            note={<Trans>Ученик подтвердит, или через 72 часа они подтвердятся сами</Trans>}
            action={<ButtonLink to="/lessons" size="xs" variant="default"><Trans>Открыть</Trans></ButtonLink>} />
        )}
      </TaskList>
    </Panel>
  );
}
