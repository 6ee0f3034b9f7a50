import { Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { useLive } from "~/api/live";
import { DocumentsConsent } from "~/features/accounts/documents-consent";
import { MissingList } from "~/features/accounts/missing-list";
import { tutorProfileQuery } from "~/features/accounts/queries";
import { elsewhere, type Step } from "~/features/accounts/step-words";
import { SubmitProfile } from "~/features/accounts/submit-profile";
import { applicationQuery, papersQuery, usePapersChanged } from "~/features/documents/queries";
import { Verification } from "~/features/documents/verification";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/_signed-in/tutor/verification")({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(applicationQuery);
    void context.queryClient.prefetchQuery(papersQuery);
  },
  component: TutorVerification,
});

function TutorVerification() {
  const { t } = useLingui();
  const profile = useQuery({ ...tutorProfileQuery, staleTime: 0 }); // what was missing may have been done a moment ago
  const application = useQuery(applicationQuery);
  const papers = useQuery(papersQuery);
  const changed = usePapersChanged();
  useLive("documents", () => void Promise.all([changed(), profile.refetch()]));
  const all = [profile, application, papers];
  const error = all.find((query) => query.error && !query.data)?.error;
  return (
    <Page title={t`Проверка`} size={760}>
      {error && <LoadError error={error} retry={() => void Promise.all(all.map((query) => query.refetch()))} />}
      {!error && !(profile.data && application.data && papers.data) && <Skeleton height={480} radius={14} />}
      {profile.data && application.data && papers.data && (
        <Verification application={application.data} papers={papers.data.items}
          profile={{ done: elsewhere(profile.data.missing).length === 0, body: <ProfileStep missing={elsewhere(profile.data.missing)} /> }}
          consent={<DocumentsConsent />} send={(left) => <SubmitProfile left={left} sent={changed} />} />
      )}
    </Page>
  );
}

function ProfileStep({ missing }: { missing: readonly Step[] }) {
  const done = missing.length === 0;
  return (
    <Stack className="surface" p="lg" gap="md">
      <Text>
        {done ? <Trans>Анкета готова. Её прочитает модератор.</Trans> : <Trans>До отправки на проверку осталось:</Trans>}
      </Text>
      {done ? (
        <ButtonLink to="/tutor/profile" size="sm" variant="default" style={{ alignSelf: "start" }}>
          <Trans>Открыть анкету</Trans>
        </ButtonLink>
      ) : (
        <MissingList missing={missing} />
      )}
    </Stack>
  );
}
