import { Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { LoadError } from "~/ui/problem";
import { addDays, dayOf, startOfDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { Moment } from "./moment";
import { type Affected, affectedQuery } from "./queries";
import { useActionWords, useKindWords } from "./words";

/** Whose data an account has seen or changed: what has to be reported when it was stolen. */
export default function AffectedDialog({ actorId, name, close }: { actorId: string; name: string | null; close: () => void }) {
  const { t } = useLingui();
  const { zone } = useZone();
  const today = dayOf(new Date(), zone);
  const [from, setFrom] = useState(addDays(today, -30));
  const [to, setTo] = useState(today);
  const since = startOfDay(from, zone).toISOString();
  const until = startOfDay(addDays(to, 1), zone).toISOString();
  const { data, error, refetch } = useQuery(affectedQuery(actorId, since, until));
  return (
    <Dialog opened close={close} title={name ? t`Кого касаются действия: ${name}` : t`Кого касаются действия`}>
      <Stack gap="md">
        <Group gap="sm">
          <TextInput type="date" label={t`С`} value={from} max={to} onChange={(event) => event.currentTarget.value && setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={t`По`} value={to} min={from} onChange={(event) => event.currentTarget.value && setTo(event.currentTarget.value)} />
        </Group>
        {error && !data && <LoadError error={error} retry={() => void refetch()} />}
        {data ? <People affected={data} /> : !error && <Skeleton height={120} />}
      </Stack>
    </Dialog>
  );
}

function People({ affected }: { affected: Affected }) {
  const kinds = useKindWords();
  const actions = useActionWords();
  const count = affected.items.length;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" role="status">
        <Plural value={count} one="# человек" few="# человека" many="# человек" other="# человека" />
        {!affected.complete && (
          <>
            {" "}
            <Trans>— показаны не все, сократите период.</Trans>
          </>
        )}
      </Text>
      {affected.items.map((person) => (
        <div key={person.user_id} style={{ borderTop: "1px solid var(--line)", paddingTop: 10 }}>
          <Text fw={550}>{person.full_name ?? person.user_id}</Text>
          {person.kinds.length > 0 && (
            <Text size="sm">
              <Trans>Показаны данные: {person.kinds.map((kind) => kinds[kind] ?? kind).join(", ")}</Trans>
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {person.actions.map((action) => actions(action) ?? action).join(", ")} · <Moment at={person.last_at} />
          </Text>
        </div>
      ))}
    </Stack>
  );
}
