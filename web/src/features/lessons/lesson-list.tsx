import { Button, Center, Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "~/ui/empty-state";
import { CalendarIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { LessonRow } from "./lesson-row";
import { NextLesson } from "./next-lesson";
import { useLessons } from "./queries";

type LessonListProps = { which: "upcoming" | "past"; tutor: boolean; subjectName: (code: string) => string };

export function LessonList({ which, tutor, subjectName }: LessonListProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLessons(which);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Stack gap="sm" aria-hidden="true">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} height={112} radius={14} />
        ))}
      </Stack>
    );
  }
  const lessons = data.pages.flatMap((page) => page.items);
  if (lessons.length === 0) return <NoLessons which={which} tutor={tutor} />;
  const next = which === "upcoming" ? lessons.find((lesson) => lesson.state === "scheduled") : undefined;
  return (
    <Stack gap="sm">
      {next && <NextLesson lesson={next} tutor={tutor} subjectName={subjectName} />}
      {lessons.filter((lesson) => lesson !== next).map((lesson) => (
        <LessonRow key={lesson.id} lesson={lesson} tutor={tutor} subjectName={subjectName} />
      ))}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Показать ещё</Trans>
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function NoLessons({ which, tutor }: Pick<LessonListProps, "which" | "tutor">) {
  const { t } = useLingui();
  if (which === "past") {
    return (
      <EmptyState icon={<CalendarIcon size={36} />} title={t`Здесь появятся прошедшие занятия`}>
        <Trans>И отменённые тоже — с тем, что и почему было возвращено.</Trans>
      </EmptyState>
    );
  }
  if (tutor) {
    return (
      <EmptyState
        icon={<CalendarIcon size={36} />} title={t`Пока никто не записался`}
        action={<ButtonLink to="/tutor/availability"><Trans>Проверить часы работы</Trans></ButtonLink>}
      >
        <Trans>Чем больше свободных часов вы откроете, тем раньше придёт первый ученик.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<CalendarIcon size={36} />} title={t`Занятий пока нет`}
      action={<ButtonLink to="/tutors"><Trans>Найти репетитора</Trans></ButtonLink>}
    >
      <Trans>Выберите репетитора и удобное время — запись занимает пару минут.</Trans>
    </EmptyState>
  );
}
