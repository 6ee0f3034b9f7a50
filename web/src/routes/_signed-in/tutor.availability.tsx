import { Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { tutorProfileQuery } from "~/features/accounts/queries";
import { AvailabilityEditor } from "~/features/lessons/availability-editor";
import { availabilityQuery, useSaveAvailability } from "~/features/lessons/queries";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/_signed-in/tutor/availability")({
  loader: ({ context }) => void context.queryClient.prefetchQuery(availabilityQuery),
  component: TutorAvailability,
});

function TutorAvailability() {
  const { t } = useLingui();
  // A refetch behind the editor would throw away what is being typed.
  const { data, error, refetch } = useQuery({ ...availabilityQuery, refetchOnWindowFocus: false });
  const { data: profile } = useQuery(tutorProfileQuery);
  const save = useSaveAvailability();
  const publicPage = (
    <Text size="sm" mt="md">
      {profile?.state === "listed" ? (
        <TextLink to="/tutors/$tutorId" params={{ tutorId: profile.tutor_id }} hash="slots">
          <Trans>Как это видят ученики</Trans>
        </TextLink>
      ) : (
        <TextLink to="/tutor/profile">
          <Trans>Чтобы часы увидели ученики, опубликуйте анкету</Trans>
        </TextLink>
      )}
    </Text>
  );
  return (
    <Page title={t`Часы работы`}>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={480} radius={14} />}
      {data && <AvailabilityEditor key={data.version} saved={data} save={save} publicPage={publicPage} />}
    </Page>
  );
}
