import { Button, Group, SimpleGrid, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { problemOf } from "~/api/problem";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { PersonAvatar } from "~/ui/person";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { CasePapers } from "./case-papers";
import { DeskPage } from "./desk-frame";
import { Moment } from "./moment";
import { type Case, caseQuery, useApproveTutor } from "./verification-queries";
import { CASE_TONES, useCaseReasons, useCaseStates, usePaperKinds, usePaperStates } from "./verification-words";
import rows from "./rows.module.css";

const DecideTutor = lazy(() => import("./decide-tutor"));

export function VerificationView({ tutorId, done }: { tutorId: string; done: () => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(caseQuery(tutorId));
  if (error && problemOf(error).status === 404) {
    return (
      <DeskPage title={t`Проверка репетитора`}>
        <EmptyState icon={<CheckIcon size={36} />} title={t`Такой заявки нет`} action={<ButtonLink to="/desk/verifications"><Trans>К очереди</Trans></ButtonLink>}>
          <Trans>Репетитор удалил учётную запись или ещё не подавал заявку.</Trans>
        </EmptyState>
      </DeskPage>
    );
  }
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={420} radius={14} />;
  return <Opened found={data} done={done} />;
}

function Opened({ found, done }: { found: Case; done: () => void }) {
  const states = useCaseStates();
  const approve = useApproveTutor();
  const [asking, setAsking] = useState<"changes" | "reject" | null>(null);
  const current = found.documents.filter((each) => each.current);
  const proved = ["identity", "selfie"].every((kind) => current.some((each) => each.kind === kind && (each.state === "approved" || each.state === "expiring")));
  const letIn = () =>
    approve.mutate({ params: { path: { tutor_id: found.tutor_id }, header: { "If-Match": `"${found.version}"` } } }, { onSuccess: done });
  return (
    <DeskPage title={found.full_name}
      lead={found.deadline_at && found.state === "in_verification" ? <Trans>Решить до <Moment at={found.deadline_at} /></Trans> : undefined}
      actions={
        found.state === "in_verification" ? (
          <Group gap="xs">
            <Button variant="default" onClick={() => setAsking("reject")}>
              <Trans>Отклонить…</Trans>
            </Button>
            <Button variant="default" onClick={() => setAsking("changes")}>
              <Trans>Вернуть…</Trans>
            </Button>
            <Button loading={approve.isPending} disabled={!proved} onClick={letIn}>
              <Trans>Одобрить репетитора</Trans>
            </Button>
          </Group>
        ) : (
          <StateBadge tone={CASE_TONES[found.state]}>{states[found.state]}</StateBadge>
        )
      }>
      <Stack gap="lg">
        <ProblemAlert error={approve.error} />
        {found.state === "in_verification" && !proved && (
          <Text size="sm" c="dimmed">
            <Trans>Одобрить репетитора можно, когда одобрены паспорт и фото с документом.</Trans>
          </Text>
        )}
        <Profile found={found} />
        <CasePapers papers={current} older={found.documents.filter((each) => !each.current)} />
        <Steps found={found} />
      </Stack>
      <Suspense>{asking && <DecideTutor found={found} what={asking} close={() => setAsking(null)} done={done} />}</Suspense>
    </DeskPage>
  );
}

function Profile({ found }: { found: Case }) {
  return (
    <Stack component="section" className="surface" p="lg" gap="sm">
      <Group wrap="nowrap" align="flex-start">
        <PersonAvatar name={found.full_name} photo={found.photo_url ?? null} size={72} />
        <div>
          <Title order={2} fz={17}>
            {found.headline}
          </Title>
          <Text size="sm" c="dimmed">
            {found.education}
            {found.teaches_minors && <> · <Trans>хочет заниматься с детьми</Trans></>}
          </Text>
        </div>
      </Group>
      <Text style={{ whiteSpace: "pre-line" }}>{found.about}</Text>
    </Stack>
  );
}

function Steps({ found }: { found: Case }) {
  const { t } = useLingui();
  const kinds = usePaperKinds();
  const papers = usePaperStates();
  const cases = useCaseStates();
  const reasons = useCaseReasons();
  const actors: Record<string, string> = { tutor: t`репетитор`, system: t`автоматически`, document_system: "Document System", moderator: t`модератор` };
  return (
    <section>
      <Title order={2} fz={17} mb="sm">
        <Trans>История</Trans>
      </Title>
      <SimpleGrid component="ol" cols={1} spacing={0} className={`surface ${rows.rows}`} style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {[...found.steps].reverse().map((step) => (
          <Group component="li" key={`${step.at}${step.kind}${step.to_state}`} className={rows.row} style={{ display: "flex" }} justify="space-between">
            <Text size="sm">
              {step.kind ? `${kinds[step.kind]}: ${papers[step.to_state as keyof typeof papers]}` : `${t`Заявка`}: ${cases[step.to_state as keyof typeof cases]}`}
              {step.kind === null && step.reason_codes.length > 0 && ` — ${step.reason_codes.map((code) => reasons[code as keyof typeof reasons] ?? code).join(", ")}`}
            </Text>
            <Text size="sm" c="dimmed">
              {actors[step.actor]}, <Moment at={step.at} />
            </Text>
          </Group>
        ))}
      </SimpleGrid>
    </section>
  );
}
