import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "~/ui/empty-state";
import { RepeatIcon } from "~/ui/icons";
import { ButtonLink, TextLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { PersonAvatar } from "~/ui/person";
import { LoadError } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type Subscription, subscriptionsQuery } from "./queries";
import { useStateWord } from "./subscription-words";

/** The payer's subscriptions, those that run first. */
export function SubscriptionList({ subjectName }: { subjectName: (subject: string) => string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(subscriptionsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={200} radius={14} />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon={<RepeatIcon size={36} />} title={t`Подписок пока нет`} action={<ButtonLink to="/lessons"><Trans>К моим занятиям</Trans></ButtonLink>}>
        <Trans>После первого занятия на странице репетитора появится подписка: занятия на 4 недели вперёд одной оплатой.</Trans>
      </EmptyState>
    );
  }
  const over = (each: Subscription) => Number(each.state === "ended");
  const sorted = [...data.items].sort((one, other) => over(one) - over(other));
  return (
    <Stack gap="sm">
      {sorted.map((each) => (
        <Row key={each.id} subscription={each} subjectName={subjectName(each.subject)} />
      ))}
    </Stack>
  );
}

function Row({ subscription, subjectName }: { subscription: Subscription; subjectName: string }) {
  const { word, tone } = useStateWord(subscription);
  return (
    <Group component="article" className="surface" justify="space-between" p="md" px="lg" gap="sm">
      <Group wrap="nowrap" miw={0}>
        <PersonAvatar name={subscription.tutor_name} photo={subscription.tutor_photo_url} size={44} />
        <div>
          <TextLink to="/subscriptions/$subscriptionId" params={{ subscriptionId: subscription.id }} fw={550}>
            {subscription.tutor_name}
          </TextLink>
          <Text size="sm" c="dimmed">
            {subjectName}, <Plural value={subscription.lessons_per_week} one="# занятие" few="# занятия" many="# занятий" other="# занятия" /> <Trans>в неделю по {subscription.minutes} минут</Trans>
            {subscription.learner_id !== subscription.payer_id && <>, {subscription.learner_name}</>}
          </Text>
          <NextStep subscription={subscription} />
        </div>
      </Group>
      <Group gap="md">
        <StateBadge tone={tone}>{word}</StateBadge>
        <Money kopecks={subscription.price_kopecks} fw={600} />
      </Group>
    </Group>
  );
}

function NextStep({ subscription }: { subscription: Subscription }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const [next] = subscription.next_charges;
  const at = next?.at ?? (subscription.state === "active" ? subscription.period_end : null);
  if (!at) return null;
  const day = fullDate(new Date(at), zone, i18n.locale);
  return (
    <Text size="sm" c="dimmed" className="numbers">
      {!next && <Trans>Закончится {day}</Trans>}
      {next?.outcome === "skip" && <Trans>{day}: оплаты не будет, минут хватает</Trans>}
      {next && next.outcome !== "skip" && <Trans>Следующая оплата {day}</Trans>}
    </Text>
  );
}
