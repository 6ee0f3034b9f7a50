import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { StateBadge } from "~/ui/state-badge";
import { Moment } from "./moment";
import type { CasePaper } from "./verification-queries";
import { PAPER_TONES, usePaperKinds, usePaperReasons, usePaperStates } from "./verification-words";

const DocumentViewer = lazy(() => import("./document-viewer"));

/** A tutor's documents: the latest of each kind, then those they replaced. */
export function CasePapers({ papers, older }: { papers: readonly CasePaper[]; older: readonly CasePaper[] }) {
  const [opened, setOpened] = useState<string | null>(null);
  const shown = [...papers, ...older].find(({ id }) => id === opened);
  return (
    <section>
      <Title order={2} fz={17} mb="sm">
        <Trans>Документы</Trans>
      </Title>
      {papers.length === 0 && (
        <Text c="dimmed">
          <Trans>Репетитор ещё ничего не загрузил.</Trans>
        </Text>
      )}
      <Stack gap="xs">
        {[...papers, ...older].map((paper) => (
          <PaperRow key={paper.id} paper={paper} open={() => setOpened(paper.id)} />
        ))}
      </Stack>
      <Suspense>{shown && <DocumentViewer key={shown.id} paper={shown} close={() => setOpened(null)} />}</Suspense>
    </section>
  );
}

function PaperRow({ paper, open }: { paper: CasePaper; open: () => void }) {
  const { t, i18n } = useLingui();
  const kinds = usePaperKinds();
  const states = usePaperStates();
  const reasons = usePaperReasons();
  const match = paper.name_match !== null && new Intl.NumberFormat(i18n.locale, { style: "percent" }).format(paper.name_match ?? 0);
  const attempt = paper.attempt;
  return (
    <Group component="article" className="surface" p="md" justify="space-between" bg={paper.current ? undefined : "transparent"} aria-label={kinds[paper.kind]}>
      <div>
        <Text fw={550}>
          {kinds[paper.kind]}
          {attempt > 1 && (
            <Text span c="dimmed" fw={400}>
              {" "}
              · <Trans>попытка {attempt}</Trans>
            </Text>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>Загружен <Moment at={paper.uploaded_at} /></Trans>
          {match && <> · <Trans>имя совпадает на {match}</Trans></>}
          {paper.reason_codes.length > 0 && ` · ${paper.reason_codes.map((code) => reasons[code] ?? code).join(", ")}`}
        </Text>
      </div>
      <Group gap="xs">
        <StateBadge tone={PAPER_TONES[paper.state]}>{states[paper.state]}</StateBadge>
        {paper.pages > 0 ? (
          <Button size="sm" variant={paper.state === "manual_review" ? "filled" : "default"} onClick={open} aria-label={`${t`Открыть`}: ${kinds[paper.kind]}`}>
            <Trans>Открыть…</Trans>
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            <Trans>файла нет</Trans>
          </Text>
        )}
      </Group>
    </Group>
  );
}
