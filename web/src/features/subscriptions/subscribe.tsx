import { Button, Group, List, NativeSelect, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Money } from "~/ui/money";
import { PersonAvatar } from "~/ui/person";
import { ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { type Plan, type Subscription, useSubscribe } from "./queries";

type SubscribeProps = {
  tutor: { id: string; name: string; photo: string | null };
  plan: Plan;
  offerName: string;
  chargesPerYear: number;
  /** Whom a guardian may subscribe for; empty for a student. */
  learners: { id: string; name: string }[];
  /** The separate tick for automatic payments; gives the version of the text that was shown. */
  tick: (version: string | null, change: (version: string | null) => void) => ReactNode;
  subscribed: (subscription: Subscription) => void;
};

/** What is bought, what will happen afterwards, and the one button. */
export function Subscribe({ tutor, plan, offerName, chargesPerYear, learners, tick, subscribed }: SubscribeProps) {
  const { t, i18n } = useLingui();
  const subscribe = useSubscribe();
  const [learner, setLearner] = useState(learners[0]?.id);
  const [autopay, setAutopay] = useState<string | null>(null);
  const submit = () =>
    subscribe.mutate(
      {
        tutor_id: tutor.id, subject: plan.subject, level: plan.level, lessons_per_week: plan.lessons_per_week, minutes: plan.minutes,
        ...(learner ? { learner_id: learner } : {}), ...(autopay ? { autopay_version: autopay } : {}),
      },
      { onSuccess: subscribed },
    );
  return (
    <Stack className="surface" p={{ base: "lg", sm: "xl" }} gap="lg">
      <Group wrap="nowrap">
        <PersonAvatar name={tutor.name} photo={tutor.photo} size={56} />
        <div>
          <Text fw={600}>{tutor.name}</Text>
          <Text c="dimmed">
            <Trans>
              {offerName}, <Plural value={plan.lessons_per_week} one="# занятие" few="# занятия" many="# занятий" other="# занятия" /> в неделю по {plan.minutes} минут
            </Trans>
          </Text>
        </div>
      </Group>
      {learners.length > 0 && (
        <NativeSelect label={t`Кто будет заниматься`} size="md" value={learner} onChange={(event) => setLearner(event.currentTarget.value)}
          data={learners.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <List spacing="xs" size="sm" c="dimmed">
        <List.Item>
          <Trans>
            Сейчас вы покупаете {plan.minutes_per_cycle} минут — это <Plural value={plan.lessons_per_cycle} one="# занятие" few="# занятия" many="# занятий" other="# занятия" /> на 4 недели. Время каждого выбираете сами.
          </Trans>
        </List.Item>
        <List.Item>
          <Trans>Следующая оплата — через 4 недели, всего {chargesPerYear} раз в год. Напомним за 7 дней, за 3 дня и за день.</Trans>
        </List.Item>
        <List.Item>
          <Trans>Если минут к этому времени хватит ещё на цикл, платить не придётся.</Trans>
        </List.Item>
        <List.Item>
          <Trans>Отменить можно в любой момент одной кнопкой; за неиспользованные минуты вернём деньги.</Trans>
        </List.Item>
      </List>
      <Stack gap={6} p="md" bg="var(--soft)" style={{ borderRadius: 12 }}>
        {tick(autopay, setAutopay)}
        <Text size="sm" c="dimmed">
          {autopay ? (
            <Trans>Карта сохранится в платёжной системе, и следующие {rubles(plan.price_kopecks, i18n.locale)} спишутся сами. Удалить карту можно сразу, в один клик.</Trans>
          ) : (
            <Trans>Без отметки карта не сохраняется: каждый цикл вы оплачиваете сами, мы пришлём ссылку.</Trans>
          )}
        </Text>
      </Stack>
      <Group justify="space-between" pt="lg" style={{ borderTop: "1px solid var(--line)" }}>
        <Text c="dimmed">
          <Trans>К оплате сейчас</Trans>
        </Text>
        <Text fz={24} fw={650}>
          <Money kopecks={plan.price_kopecks} />
        </Text>
      </Group>
      <ProblemAlert error={subscribe.error} />
      <Button size="lg" loading={subscribe.isPending || subscribe.isSuccess} onClick={submit}>
        <Trans>Оплатить {rubles(plan.price_kopecks, i18n.locale)}</Trans>
      </Button>
    </Stack>
  );
}
