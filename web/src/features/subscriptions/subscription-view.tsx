import { Group, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Columns, Panel } from "~/ui/cabinet";
import { ButtonLink, TextLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { PersonAvatar } from "~/ui/person";
import { StateBadge } from "~/ui/state-badge";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { CancelSubscription } from "./cancel-subscription";
import { Collection } from "./collection";
import { NextCharges } from "./next-charges";
import { PayAlert } from "./pay-alert";
import type { Subscription } from "./queries";
import { RefundSubscription } from "./refund-subscription";
import { SubscriptionHistory } from "./subscription-history";
import { useStateWord } from "./subscription-words";
import { TopUp } from "./top-up";

type Tick = (version: string | null, change: (version: string | null) => void) => ReactNode;
type SubscriptionViewProps = { subscription: Subscription; subjectName: string; tick: Tick; lots: ReactNode };

/** A subscription whole: what it is, what will be charged, how, what is left, and the way out. */
export function SubscriptionView({ subscription, subjectName, tick, lots }: SubscriptionViewProps) {
  const { t } = useLingui();
  const live = subscription.state === "active" || subscription.state === "past_due";
  return (
    <Stack gap="lg">
      <Summary subscription={subscription} subjectName={subjectName} />
      <PayAlert subscription={subscription} />
      <Columns
        main={
          <>
            {live && (
              <Panel title={t`Ближайшие списания`}>
                <NextCharges subscription={subscription} />
              </Panel>
            )}
            {live && !subscription.cancel_at_period_end && (
              <Panel title={t`Как оплачивать`}>
                <Collection subscription={subscription} tick={tick} />
              </Panel>
            )}
            <Panel title={t`История`}>
              <SubscriptionHistory subscriptionId={subscription.id} version={subscription.version} />
            </Panel>
          </>
        }
        side={
          <>
            <Panel title={t`Баланс`}>
              <BalanceOf subscription={subscription} />
              {lots}
              {subscription.allowed_actions.includes("top_up") && <TopUp subscription={subscription} />}
            </Panel>
            <RefundSubscription subscription={subscription} />
            {live && (
              <Panel title={t`Закончить`}>
                <CancelSubscription subscription={subscription} />
              </Panel>
            )}
            <TextLink to="/help/contact" search={{ subscription: subscription.id, category: "billing" }}>
              <Trans>Спросить об этой подписке</Trans>
            </TextLink>
          </>
        }
      />
    </Stack>
  );
}

function Summary({ subscription, subjectName }: { subscription: Subscription; subjectName: string }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const { word, tone } = useStateWord(subscription);
  const day = (at: string) => fullDate(new Date(at), zone, i18n.locale);
  return (
    <Group className="surface" p={{ base: "lg", sm: 24 }} justify="space-between" gap="md" align="flex-start">
      <Group wrap="nowrap" align="flex-start" miw={0}>
        <PersonAvatar name={subscription.tutor_name} photo={subscription.tutor_photo_url} size={56} />
        <div>
          <Text fw={600} fz="lg">
            {subscription.tutor_name}
          </Text>
          <Text c="dimmed">
            {subjectName}, <Plural value={subscription.lessons_per_week} one="# занятие" few="# занятия" many="# занятий" other="# занятия" />{" "}
            <Trans>в неделю по {subscription.minutes} минут</Trans>
          </Text>
          {subscription.learner_id !== subscription.payer_id && (
            <Text c="dimmed">
              <Trans>Занимается {subscription.learner_name}</Trans>
            </Text>
          )}
          {subscription.period_end && subscription.state !== "ended" && (
            <Text size="sm" c="dimmed" className="numbers">
              {subscription.cancel_at_period_end ? <Trans>Закончится {day(subscription.period_end)}</Trans> : <Trans>Оплачена до {day(subscription.period_end)}</Trans>}
            </Text>
          )}
          {subscription.ended_at && (
            <Text size="sm" c="dimmed" className="numbers">
              <Trans>Закончилась {day(subscription.ended_at)}</Trans>
            </Text>
          )}
        </div>
      </Group>
      <Group gap="md">
        <StateBadge tone={tone}>{word}</StateBadge>
        <Text fw={600}>
          <Money kopecks={subscription.price_kopecks} />{" "}
          <Text span size="sm" c="dimmed" fw={400}>
            <Trans>раз в 4 недели</Trans>
          </Text>
        </Text>
      </Group>
    </Group>
  );
}

function BalanceOf({ subscription }: { subscription: Subscription }) {
  const { free_minutes, reserved_minutes, tutor_id, subject, level, minutes } = subscription;
  return (
    <Group justify="space-between" gap="sm" align="flex-start">
      <div>
        <Text fz={26} fw={650} lh={1.2} className="numbers">
          <Plural value={free_minutes} one="# минута" few="# минуты" many="# минут" other="# минуты" />
        </Text>
        <Text size="sm" c="dimmed">
          {reserved_minutes > 0 ? <Trans>свободно, ещё {reserved_minutes} мин. ждут занятий</Trans> : <Trans>свободно для записи</Trans>}
        </Text>
      </div>
      {free_minutes >= minutes && (
        <ButtonLink to="/tutors/$tutorId" params={{ tutorId: tutor_id }} search={{ subject, level, minutes }}>
          <Trans>Записаться</Trans>
        </ButtonLink>
      )}
    </Group>
  );
}
