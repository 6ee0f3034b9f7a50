import { Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { Moment } from "./moment";
import { addressOf, policyQuery, type Setting } from "./policy-queries";
import { usePolicyGroups, usePolicyValue } from "./policy-words";
import { useRowKeys } from "./use-row-keys";
import rows from "./rows.module.css";

/** All numbers of the platform, group by group. */
export function PolicyList() {
  const list = useRowKeys<HTMLDivElement>();
  const groups = usePolicyGroups();
  const { data, error, refetch } = useQuery(policyQuery);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={480} radius={14} />;
  const names = [...new Set(data.items.map((setting) => setting.group))];
  return (
    <Stack ref={list} gap="xl">
      {names.map((name) => (
        <section key={name}>
          <Title order={2} fz={18} mb="sm">
            {groups[name]?.title ?? name}
          </Title>
          <div className={`surface ${rows.rows}`}>
            {data.items.filter((setting) => setting.group === name).map((setting) => (
              <SettingRow key={setting.key} setting={setting} />
            ))}
          </div>
        </section>
      ))}
    </Stack>
  );
}

function SettingRow({ setting }: { setting: Setting }) {
  const value = usePolicyValue();
  const [next] = setting.coming;
  return (
    <Link to="/desk/policy/$key" params={{ key: addressOf(setting.key) }} data-row className={`${rows.row} ${rows.setting}`}>
      <div>
        <Text>{setting.title}</Text>
        {setting.last && (
          <Text size="sm" c="dimmed">
            <Trans>Изменено <Moment at={setting.last.effective_from} />: {setting.last.made_by ?? "—"}</Trans>
          </Text>
        )}
      </div>
      <Group gap="sm" justify="flex-end">
        {setting.waiting && <StateBadge tone="warn"><Trans>Ждёт второго: {value(setting.waiting.value, setting.unit)}</Trans></StateBadge>}
        {next && <StateBadge tone="soft"><Trans>С <Moment at={next.effective_from} to="day" />: {value(next.value, setting.unit)}</Trans></StateBadge>}
        <Text fw={600} className="numbers">
          {value(setting.value, setting.unit)}
        </Text>
      </Group>
    </Link>
  );
}
