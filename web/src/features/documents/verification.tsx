import "@mantine/core/styles/Progress.css";
import { Group, Progress, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Fragment, type ReactNode } from "react";
import { CheckIcon } from "~/ui/icons";
import { TextLink } from "~/ui/links";
import { Answers } from "./answers";
import { History } from "./history";
import { PaperCard } from "./paper";
import type { Application, Kind, Paper } from "./queries";
import { Standing } from "./standing";

type Props = {
  application: Application;
  papers: readonly Paper[];
  /** The profile's part: whether it is complete, and what says so. */
  profile: { done: boolean; body: ReactNode };
  /** Asks to let the documents be checked. */
  consent: ReactNode;
  /** Sends the application; told what has to be done before. */
  send: (left: ReactNode | undefined) => ReactNode;
};

const LACKING = ["needs_reupload", "rejected", "expired"];

/** The way to being listed, step by step; every step is kept as it is made. */
export function Verification({ application, papers, profile, consent, send }: Props) {
  const { t } = useLingui();
  const current = new Map(papers.filter((paper) => paper.current).map((paper) => [paper.kind, paper]));
  const there = (kind: Kind) => {
    const state = current.get(kind)?.state;
    return state !== undefined && !LACKING.includes(state);
  };
  const needed = (kind: Kind) => application.required.includes(kind) || (kind === "police_certificate" && application.teaches_minors);
  const sent = application.state === "in_verification" || application.state === "approved";
  const before = [
    { id: "profile", title: t`Анкета`, done: profile.done, body: profile.body },
    { id: "answers", title: t`О занятиях`, done: application.tax_status !== null, body: <Answers application={application} /> },
    {
      id: "documents",
      title: t`Документы`,
      done: application.consented && application.required.every(there),
      body: (
        <Stack gap="md">
          {!application.consented && consent}
          {application.kinds.map((kind) => (
            <PaperCard key={kind} kind={kind} paper={current.get(kind)} needed={needed(kind)} locked={!application.consented} />
          ))}
        </Stack>
      ),
    },
  ];
  const left = before.filter((step) => !step.done);
  const steps = [
    ...before,
    ...(sent || application.state === "rejected" ? [] : [{ id: "send", title: t`Отправить на проверку`, done: false, body: send(left.length > 0 ? <Left steps={left} /> : undefined) }]),
  ];
  const done = steps.filter((step) => step.done).length;
  const all = steps.length;
  return (
    <Stack gap={32}>
      <Standing application={application} />
      {!sent && (
        <div>
          <Text size="sm" mb={6}>
            <Trans>Готово шагов: {done} из {all}</Trans>
          </Text>
          <Progress value={(100 * done) / all} aria-label={t`Готовность заявки`} />
        </div>
      )}
      {steps.map((step, place) => (
        <Stack key={step.id} id={step.id} component="section" gap="sm" aria-label={step.title}>
          <Group gap="xs">
            <Title order={2} fz={20}>
              {place + 1}. {step.title}
            </Title>
            {step.done && (
              <Text span role="img" c="var(--good-text)" aria-label={t`готово`} lh={0}>
                <CheckIcon />
              </Text>
            )}
          </Group>
          {step.body}
        </Stack>
      ))}
      {application.steps.length > 0 && (
        <section>
          <Title order={2} fz={20} mb="sm">
            <Trans>Что происходило</Trans>
          </Title>
          <History steps={application.steps} />
        </section>
      )}
      <Text size="sm" c="dimmed">
        <Trans>Файлы хранятся зашифрованными и удаляются через 30 дней после решения; остаются только вид документа, даты и итог.</Trans>
      </Text>
    </Stack>
  );
}

/** The steps that come before the last one, each a click away. */
function Left({ steps }: { steps: readonly { id: string; title: string }[] }) {
  return (
    <Text>
      <Trans>Сначала закончите шаги:</Trans>{" "}
      {steps.map(({ id, title }, place) => (
        <Fragment key={id}>
          {place > 0 && ", "}
          <TextLink to="." hash={id} inherit underline="always">
            {title}
          </TextLink>
        </Fragment>
      ))}
    </Text>
  );
}
