import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { problemOf } from "~/api/problem";
import { EmptyState } from "~/ui/empty-state";
import { SlidersIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { Section } from "~/ui/section";
import { StateBadge } from "~/ui/state-badge";
import { DeskPage } from "./desk-frame";
import { Facts } from "./facts";
import { Moment } from "./moment";
import { type PolicyChange, policyHistoryQuery, type Setting, useAgreePolicy, useDeclinePolicy } from "./policy-queries";
import { usePolicyValue } from "./policy-words";
import story from "./payment-story.module.css";
import rows from "./rows.module.css";

const ChangePolicy = lazy(() => import("./change-policy"));

/** One number: what it is, was and will be, who changed it when and why. */
export function PolicyView({ name }: { name: string }) {
  const { t } = useLingui();
  const value = usePolicyValue();
  const [changing, setChanging] = useState(false);
  const { data, error, refetch } = useQuery(policyHistoryQuery(name));
  if (error && problemOf(error).status === 404) {
    return (
      <DeskPage title={t`Правила и лимиты`}>
        <EmptyState icon={<SlidersIcon size={36} />} title={t`Такой настройки нет`} />
      </DeskPage>
    );
  }
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={420} radius={14} />;
  const { setting, changes } = data;
  return (
    <DeskPage title={setting.title} lead={<span className={rows.mono}>{setting.key}</span>}
      actions={
        <Button disabled={setting.waiting !== null} onClick={() => setChanging(true)}>
          <Trans>Изменить…</Trans>
        </Button>
      }>
      <Stack gap="lg">
        <Stack className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
          <Text fz={28} fw={650} lh={1.2} className="numbers">
            {value(setting.value, setting.unit)}
          </Text>
          <Facts items={[
            [t`По умолчанию`, value(setting.default, setting.unit)],
            [t`Можно`, t`от ${value(setting.least, setting.unit)} до ${value(setting.most, setting.unit)}`],
            [t`Версия`, setting.version],
            [t`Кто меняет`, setting.two_people ? t`двое: один предлагает, другой подтверждает` : t`один человек`],
          ]} />
        </Stack>
        {setting.waiting && <Waiting setting={setting} change={setting.waiting} />}
        <Section title={t`История`}>
          {changes.length === 0 ? (
            <Text c="dimmed"><Trans>Значение ещё не меняли.</Trans></Text>
          ) : (
            <ol className={story.steps}>
              {changes.map((change) => (
                <Past key={change.id} change={change} setting={setting} />
              ))}
            </ol>
          )}
        </Section>
      </Stack>
      <Suspense>{changing && <ChangePolicy setting={setting} close={() => setChanging(false)} />}</Suspense>
    </DeskPage>
  );
}

/** A change about money that somebody else has to agree to; whoever proposed it may only take it back. */
function Waiting({ setting, change }: { setting: Setting; change: PolicyChange }) {
  const value = usePolicyValue();
  const agree = useAgreePolicy();
  const decline = useDeclinePolicy();
  const params = { path: { change_id: change.id } };
  return (
    <Stack className="surface" p={{ base: "lg", sm: "xl" }} gap="sm" role="status">
      <Group justify="space-between" gap="md">
        <div>
          <Text fw={600}>
            <Trans>Предложено: {value(setting.value, setting.unit)} → {value(change.value, setting.unit)}</Trans>
          </Text>
          <Text size="sm" c="dimmed">
            {change.made_by ?? "—"}, <Moment at={change.made_at} />. {change.reason}
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate({ params })}>
            {change.mine ? <Trans>Отозвать</Trans> : <Trans>Отклонить</Trans>}
          </Button>
          {!change.mine && (
            <Button loading={agree.isPending} onClick={() => agree.mutate({ params })}>
              <Trans>Подтвердить</Trans>
            </Button>
          )}
        </Group>
      </Group>
      {change.mine && (
        <Text size="sm" c="dimmed">
          <Trans>Подтвердить должен другой человек из финансов или администратор.</Trans>
        </Text>
      )}
      <ProblemAlert error={agree.error ?? decline.error} />
    </Stack>
  );
}

function Past({ change, setting }: { change: PolicyChange; setting: Setting }) {
  const value = usePolicyValue();
  const later = setting.coming.some((each) => each.id === change.id);
  return (
    <li>
      <Group gap="sm">
        <Text fw={600} className="numbers">
          {value(change.value, setting.unit)}
        </Text>
        {change.verdict === "declined" && <StateBadge tone="mute"><Trans>Отклонено</Trans></StateBadge>}
        {later && <StateBadge tone="soft"><Trans>Ещё не действует</Trans></StateBadge>}
      </Group>
      <Text size="sm" c="dimmed">
        <Trans>С <Moment at={change.effective_from} />, версия {change.version}. {change.made_by ?? "—"}: {change.reason}</Trans>
        {change.decided_by && change.verdict === "agreed" && <Trans> Подтверждает {change.decided_by}.</Trans>}
      </Text>
    </li>
  );
}
