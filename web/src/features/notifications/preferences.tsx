import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import { Group, Skeleton, Stack, Switch, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { CheckIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import classes from "./notices.module.css";
import { type Choices, type Preference, preferencesQuery, useChoosePreferences } from "./queries";
import { QuietHours } from "./quiet-hours";
import { useWords } from "./words";

type Place = "email" | "site";

/** Kinds of messages one may do without, by e-mail and behind the bell; and the hours in which letters wait. */
export function Preferences({ zone }: { zone: string }) {
  const { t } = useLingui();
  const words = useWords();
  const { data, error, refetch } = useQuery(preferencesQuery);
  const choose = useChoosePreferences();
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={320} radius={12} />;
  const asked = choose.isPending ? choose.variables.body : null;
  const chosen = new Map((asked?.items ?? data.items).map((item) => [item.kind, item]));
  const on = (kind: Preference["kind"], place: Place) => chosen.get(kind)?.[place] ?? true;
  const items = (changed?: Preference["kind"], place?: Place): Choices["items"] =>
    data.items.map(({ kind }) => ({
      kind,
      email: on(kind, "email") !== (kind === changed && place === "email"),
      site: on(kind, "site") !== (kind === changed && place === "site"),
    }));
  const quiet = asked ? (asked.quiet_hours ?? null) : data.quiet_hours;
  const places: { place: Place; name: string }[] = [{ place: "email", name: t`Почта` }, { place: "site", name: t`На сайте` }];
  return (
    <Stack gap="lg">
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">
              <Text size="sm" c="dimmed">
                <Trans>О чём</Trans>
              </Text>
            </th>
            {places.map(({ place, name }) => (
              <th key={place} scope="col" className={classes.cell}>
                <Text size="sm" c="dimmed">
                  {name}
                </Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.filter((item) => !item.compulsory).map(({ kind }) => (
            <tr key={kind}>
              <th scope="row">
                <Text lh={1.35}>{words[kind].name}</Text>
                <Text size="sm" c="dimmed">
                  {words[kind].note}
                </Text>
              </th>
              {places.map(({ place, name }) => (
                <td key={place} className={classes.cell}>
                  <Switch size="md" checked={on(kind, place)} aria-label={`${words[kind].name}: ${name}`}
                    onChange={() => choose.mutate({ body: { items: items(kind, place), quiet_hours: quiet } })} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <QuietHours key={JSON.stringify(data.quiet_hours)} chosen={quiet} zone={zone} saving={choose.isPending}
        save={(hours) => choose.mutate({ body: { items: items(), quiet_hours: hours } })} />
      <ProblemAlert error={choose.error} />
      <Text size="sm" c="dimmed" role="status">
        {choose.isSuccess && <Trans>Сохранено</Trans>}
      </Text>
    </Stack>
  );
}

/** The kinds nobody can do without, and why. */
export function CompulsoryLetters({ tutor }: { tutor: boolean }) {
  const words = useWords();
  const { data } = useQuery(preferencesQuery);
  if (!data) return <Skeleton height={180} radius={12} />;
  return (
    <Stack component="ul" gap="lg" m={0} p={0} style={{ listStyle: "none" }}>
      {data.items.filter((item) => item.compulsory && (tutor || item.kind !== "profile")).map(({ kind }) => (
        <Group key={kind} component="li" gap="sm" wrap="nowrap" align="flex-start">
          <span style={{ color: "var(--good-text)" }}>
            <CheckIcon />
          </span>
          <div>
            <Text lh={1.35}>{words[kind].name}</Text>
            <Text size="sm" c="dimmed">
              {words[kind].note}
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  );
}
