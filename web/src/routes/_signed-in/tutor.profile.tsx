import { Skeleton, Stack } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { ProfileEditor } from "~/features/accounts/profile-editor";
import { PublishProfile } from "~/features/accounts/publish-profile";
import { ProfileReview } from "~/features/accounts/profile-review";
import { tutorProfileQuery } from "~/features/accounts/queries";
import { subjectsQuery } from "~/features/catalog/queries";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/_signed-in/tutor/profile")({
  loader: ({ context }) => void context.queryClient.prefetchQuery(tutorProfileQuery),
  component: TutorProfile,
});

function TutorProfile() {
  const { t } = useLingui();
  const profile = useQuery({ ...tutorProfileQuery, refetchOnWindowFocus: false });
  const subjects = useQuery(subjectsQuery);
  const error = profile.error ?? subjects.error;
  return (
    <Page title={t`Анкета`} size={760}>
      {error && <LoadError error={error} retry={() => void Promise.all([profile.refetch(), subjects.refetch()])} />}
      {!error && !(profile.data && subjects.data) && <Skeleton height={480} radius={14} />}
      {profile.data && subjects.data && (
        <Stack gap={40}>
          <PublishProfile profile={profile.data} />
          {profile.data.review && <ProfileReview key={profile.data.review.state} review={profile.data.review} />}
          <ProfileEditor profile={profile.data} catalogue={subjects.data.items} />
        </Stack>
      )}
    </Page>
  );
}
