import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import { Group, Skeleton, Stack, Switch, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { CheckIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { type Preference, preferencesQuery, useChoosePreferences } from "./queries";

type Kind = Preference["kind"];

/** Kinds of letters one may do without, as switches. */
export function Preferences() {
  const words = useWords();
  const { data, error, refetch } = useQuery(preferencesQuery);
  const choose = useChoosePreferences();
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={180} radius={12} />;
  const asked = choose.isPending ? new Map(choose.variables.body.items.map((item) => [item.kind, item.email])) : null;
  const on = (item: Preference) => asked?.get(item.kind) ?? item.email;
  const turn = (kind: Kind, email: boolean) =>
    choose.mutate({ body: { items: data.items.map((item) => ({ kind: item.kind, email: item.kind === kind ? email : on(item) })) } });
  return (
    <Stack gap="lg">
      {data.items.filter((item) => !item.compulsory).map((item) => (
        <Switch key={item.kind} size="md" checked={on(item)} label={words[item.kind].name} description={words[item.kind].note}
          onChange={(event) => turn(item.kind, event.currentTarget.checked)} />
      ))}
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

function useWords(): Record<Kind, { name: string; note: string }> {
  const { t } = useLingui();
  return {
    security: { name: t`Безопасность`, note: t`Вход, пароль, подтверждение почты: чтобы никто не вошёл вместо вас` },
    money: { name: t`Деньги`, note: t`Возвраты и платежи, которые не прошли: вы должны знать о них по закону` },
    deadlines: { name: t`Сроки и отмены`, note: t`Отмена занятия и просьба подтвердить его: молчание здесь стоит денег` },
    profile: { name: t`Проверка анкеты`, note: t`Решения модератора и их причины` },
    lesson_booked: { name: t`Новые занятия`, note: t`Занятие назначено; бронь, которую не оплатили, снята` },
    lesson_completed: { name: t`Проведённые занятия`, note: t`Занятие подтверждено` },
    payment_received: { name: t`Полученные оплаты`, note: t`Мы получили деньги за занятие` },
  };
}
