import { Button, Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { problemOf } from "~/api/problem";
import { NotFoundPage } from "~/app/not-found-page";
import { WriteReview } from "~/features/catalog/write-review";
import { useSubjectNames } from "~/features/catalog/queries";
import { HoldNotice } from "~/features/lessons/hold-notice";
import { LessonActions } from "~/features/lessons/lesson-actions";
import { LessonFacts } from "~/features/lessons/lesson-facts";
import { LessonTimeline } from "~/features/lessons/lesson-timeline";
import { lessonQuery } from "~/features/lessons/queries";
import { VideoIcon } from "~/ui/icons";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/_signed-in/lessons/$lessonId")({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(lessonQuery(params.lessonId)),
  component: LessonPage,
});

function LessonPage() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const { lessonId } = Route.useParams();
  const names = useSubjectNames();
  const { data: lesson, error, refetch } = useQuery({ ...lessonQuery(lessonId), refetchInterval: 30_000 });
  if (error && [400, 404].includes(problemOf(error).status)) return <NotFoundPage />;
  const title = lesson ? t`Занятие: ${names.subject(lesson.subject)}` : t`Занятие`;
  const tutor = lesson?.tutor_id === session.user_id;
  return (
    <Page title={title} size={760}>
      {error && !lesson && <LoadError error={error} retry={() => void refetch()} />}
      {!lesson && !error && <Skeleton height={360} radius={14} />}
      {lesson && (
        <Stack gap="xl">
          {lesson.state === "held" && lesson.hold_expires_at && !tutor && <HoldNotice until={lesson.hold_expires_at} />}
          <LessonFacts lesson={lesson} tutor={tutor} />
          {lesson.meeting_url && lesson.state === "scheduled" && (
            <Button component="a" href={lesson.meeting_url} target="_blank" rel="noreferrer" size="md" leftSection={<VideoIcon />}>
              <Trans>Войти в занятие</Trans>
            </Button>
          )}
          <LessonActions lesson={lesson} />
          {lesson.state === "completed" && !tutor && <WriteReview tutorId={lesson.tutor_id} tutorName={lesson.tutor_name} />}
          <TextLink to="/help/contact" search={{ lesson: lesson.id, category: lesson.state === "awaiting_confirmation" ? "dispute" : "lesson" }}>
            <Trans>Спросить об этом занятии</Trans>
          </TextLink>
          <LessonTimeline lessonId={lesson.id} version={lesson.version} />
        </Stack>
      )}
    </Page>
  );
}
