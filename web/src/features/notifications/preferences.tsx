import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import { Skeleton, Stack, Switch, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { type Preference, preferencesQuery, useChoosePreferences } from "./queries";

type Kind = Preference["kind"];

/** Kinds of letters as switches; those that nobody can do without say why. */
export function Preferences({ compulsory, tutor }: { compulsory: boolean; tutor: boolean }) {
  const words = useWords();
  const { data, error, refetch } = useQuery(preferencesQuery);
  const choose = useChoosePreferences();
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={180} radius={12} />;
  const asked = choose.isPending ? new Map(choose.variables.body.items.map((item) => [item.kind, item.email])) : null;
  const on = (item: Preference) => asked?.get(item.kind) ?? item.email;
  const turn = (kind: Kind, email: boolean) =>
    choose.mutate({ body: { items: data.items.map((item) => ({ kind: item.kind, email: item.kind === kind ? email : on(item) })) } });
  const shown = data.items.filter((item) => item.compulsory === compulsory && (tutor || item.kind !== "profile"));
  return (
    <Stack gap="lg">
      {shown.map((item) => (
        <Switch key={item.kind} size="md" checked={on(item)} disabled={item.compulsory} label={words[item.kind].name} description={words[item.kind].note}
          onChange={(event) => turn(item.kind, event.currentTarget.checked)} />
      ))}
      <ProblemAlert error={choose.error} />
      {!compulsory && (
        <Text size="sm" c="dimmed" role="status">
          {choose.isSuccess && <Trans>Сохранено</Trans>}
        </Text>
      )}
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
