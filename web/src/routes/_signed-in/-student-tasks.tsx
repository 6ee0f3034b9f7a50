import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { childrenQuery, meQuery } from "~/features/accounts/queries";
import { useSubjectNames } from "~/features/catalog/queries";
import { MinutesLeft } from "~/features/lessons/countdown";
import { LessonActions } from "~/features/lessons/lesson-actions";
import type { Lesson } from "~/features/lessons/queries";
import { Panel } from "~/ui/cabinet";
import { CameraIcon, CardIcon, CheckIcon, UserIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { rubles } from "~/ui/rubles";
import { TaskList, TaskRow } from "~/ui/task-row";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";

/** What waits for a word or a payment; what would make the profile whole. Nothing when nothing does. */
export function StudentTasks({ lessons, guardian }: { lessons: Lesson[]; guardian: boolean }) {
  const { t } = useLingui();
  const { data: me } = useQuery(meQuery);
  const { data: children } = useQuery({ ...childrenQuery, enabled: guardian });
  const unpaid = lessons.filter((lesson) => lesson.allowed_actions.includes("pay"));
  const unconfirmed = lessons.filter((lesson) => lesson.allowed_actions.includes("confirm"));
  const faceless = me !== undefined && me.photo_url === null && !guardian;
  const childless = guardian && children?.items.length === 0;
  if (unpaid.length + unconfirmed.length === 0 && !faceless && !childless) return null;
  return (
    <Panel title={t`Ждёт вас`}>
      <TaskList label={t`Ждёт вас`}>
        {unpaid.map((lesson) => (
          <PayTask key={lesson.id} lesson={lesson} />
        ))}
        {unconfirmed.map((lesson) => (
          <ConfirmTask key={lesson.id} lesson={lesson} />
        ))}
        {childless && (
          <TaskRow icon={<UserIcon />} title={<Trans>Добавьте ребёнка</Trans>} note={<Trans>И сможете записывать его на занятия</Trans>}
            action={<ButtonLink to="/family" size="xs" variant="default"><Trans>Добавить</Trans></ButtonLink>} />
        )}
        {faceless && (
          <TaskRow icon={<CameraIcon />} title={<Trans>Добавьте фотографию</Trans>} note={<Trans>Репетитору приятнее знать, с кем он занимается</Trans>}
            action={<ButtonLink to="/settings" size="xs" variant="default"><Trans>Добавить</Trans></ButtonLink>} />
        )}
      </TaskList>
    </Panel>
  );
}

function PayTask({ lesson }: { lesson: Lesson }) {
  const { i18n } = useLingui();
  const title = <LessonTitle lesson={lesson} />;
  return (
    <TaskRow icon={<CardIcon />} tone="warn" title={<Trans>Оплатите занятие: {title}</Trans>}
      note={lesson.hold_expires_at && <Trans>Время держится за вами ещё <MinutesLeft until={lesson.hold_expires_at} /></Trans>}
      action={lesson.payment?.confirmation_url && (
        <Button component="a" href={lesson.payment.confirmation_url} size="xs">
          <Trans>Оплатить {rubles(lesson.price_kopecks, i18n.locale)}</Trans>
        </Button>
      )} />
  );
}

function ConfirmTask({ lesson }: { lesson: Lesson }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const title = <LessonTitle lesson={lesson} />;
  return (
    <TaskRow icon={<CheckIcon />} title={<Trans>Занятие состоялось? {title}</Trans>}
      note={lesson.confirm_by && <Trans>Без ответа подтвердится само {dayAndTime(new Date(lesson.confirm_by), zone, i18n.locale)}</Trans>}
      action={<LessonActions lesson={lesson} compact />} />
  );
}

function LessonTitle({ lesson }: { lesson: Lesson }) {
  const names = useSubjectNames();
  return `${names.subject(lesson.subject)}, ${lesson.tutor_name}`;
}
