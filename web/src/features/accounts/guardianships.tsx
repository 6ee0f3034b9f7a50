import { Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Dialog } from "~/ui/dialog";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge, type Tone } from "~/ui/state-badge";
import { dayName, fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { ConsentBox } from "./consent-box";
import { type Guardianship, guardianshipsQuery, useEndGuardianship, useInvite } from "./queries";

/** Who is linked, who is invited, and the next step; for both sides. */
export function Guardianships({ guardian }: { guardian: boolean }) {
  const { data, error, refetch } = useQuery(guardianshipsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={120} radius={14} />;
  const bonds = data.items.filter(({ state }) => state === "active" || state === "invited" || state === "ended");
  return (
    <Stack gap="lg">
      <Text c="dimmed">
        {guardian ? (
          <Trans>С 14 лет у подростка может быть своя учётная запись. Свяжите её со своей: вы записываете и платите, занятия видите оба.</Trans>
        ) : (
          <Trans>До 18 лет занятия записывает и оплачивает родитель или другой законный представитель. Пригласите его: ему придёт письмо со ссылкой.</Trans>
        )}
      </Text>
      {bonds.map((bond) => (
        <Bond key={bond.id} bond={bond} />
      ))}
      <Invite guardian={guardian} />
    </Stack>
  );
}

function Bond({ bond }: { bond: Guardianship }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const [asked, setAsked] = useState(false);
  const end = useEndGuardianship();
  const finish = () => end.mutate({ params: { path: { guardianship_id: bond.id } } }, { onSuccess: () => setAsked(false) });
  const states: Record<string, [Tone, string]> = { active: ["good", t`Связаны`], invited: ["soft", t`Ждём ответа`], ended: ["mute", t`Прекращено`] };
  const [tone, state] = states[bond.state] ?? ["mute", bond.state];
  const on = (moment: string) => fullDate(new Date(moment), zone, i18n.locale);
  const who = bond.other_name ?? bond.email ?? "";
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div>
        <Group gap="xs">
          <Text fw={550}>{who}</Text>
          <StateBadge tone={tone}>{state}</StateBadge>
        </Group>
        <Text size="sm" c="dimmed">
          {bond.state === "invited" && <Trans>Письмо отправлено, ссылка действует до {on(bond.expires_at)}</Trans>}
          {bond.state === "active" && bond.ends_on && (
            <Trans>До совершеннолетия, {dayName(bond.ends_on, i18n.locale, { day: "numeric", month: "long", year: "numeric" })}</Trans>
          )}
          {bond.state === "ended" && bond.ended_at && <Trans>С {on(bond.ended_at)}</Trans>}
        </Text>
      </div>
      {bond.state !== "ended" && (
        <Button variant="default" size="xs" onClick={() => setAsked(true)} aria-label={bond.state === "active" ? t`Прекратить: ${who}` : t`Отозвать приглашение: ${who}`}>
          {bond.state === "active" ? <Trans>Прекратить</Trans> : <Trans>Отозвать приглашение</Trans>}
        </Button>
      )}
      <Dialog opened={asked} close={() => setAsked(false)} title={bond.state === "active" ? t`Прекратить связь?` : t`Отозвать приглашение?`}>
        <Stack gap="md">
          <Text>
            {bond.state === "active" ? (
              <Trans>Новые занятия представитель записать больше не сможет и перестанет их видеть. Оплаченные им останутся у него.</Trans>
            ) : (
              <Trans>Ссылка из письма перестанет работать.</Trans>
            )}
          </Text>
          <ProblemAlert error={end.error} />
          <Button color="red.9" loading={end.isPending} onClick={finish}>
            {bond.state === "active" ? <Trans>Прекратить</Trans> : <Trans>Отозвать приглашение</Trans>}
          </Button>
        </Stack>
      </Dialog>
    </Group>
  );
}

function Invite({ guardian }: { guardian: boolean }) {
  const { t } = useLingui();
  const invite = useInvite();
  const [email, setEmail] = useState("");
  const [version, setVersion] = useState<string | null>(null);
  const complete = /^\S+@\S+\.\S+$/.test(email.trim()) && (!guardian || version !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { email: email.trim(), consent_version: guardian ? version : null };
    if (complete) invite.mutate(body, { onSuccess: () => setEmail("") });
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput size="md" type="email" autoComplete="off" label={guardian ? t`Почта подростка` : t`Почта представителя`} value={email}
          onChange={(event) => setEmail(event.currentTarget.value)} />
        {guardian && <ConsentBox kind="minor_data" version={version} change={setVersion} />}
        <ProblemAlert error={invite.error} />
        <Group>
          <Button type="submit" disabled={!complete} loading={invite.isPending}>
            <Trans>Отправить приглашение</Trans>
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {invite.isSuccess && email === "" && <Trans>Письмо отправлено.</Trans>}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
