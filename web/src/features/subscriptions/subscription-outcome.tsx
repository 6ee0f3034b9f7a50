import { Button, Loader, Stack, Text, Title } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { AlertIcon, CheckIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { pollDelay } from "~/ui/poll-delay";
import { type Subscription, subscriptionQuery, useLiveSubscriptions } from "./queries";

type Outcome = "waiting" | "paid" | "failed";

/** What the server says after the payment page; nothing here is guessed. */
export function outcomeOf({ state, payment }: Pick<Subscription, "state" | "payment">): Outcome {
  if (payment && payment.state !== "succeeded" && payment.state !== "canceled") return "waiting";
  if (payment?.state === "canceled" || state === "ended") return "failed";
  return state === "incomplete" ? "waiting" : "paid";
}

/** Waits for the server's word after the payment page. */
export function SubscriptionOutcome({ subscriptionId }: { subscriptionId: string }) {
  const { t } = useLingui();
  useLiveSubscriptions();
  const { data, error, refetch } = useQuery({
    ...subscriptionQuery(subscriptionId),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && outcomeOf(state.data) !== "waiting" ? false : pollDelay(state.dataUpdateCount)),
  });
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  const outcome = data ? outcomeOf(data) : "waiting";
  return (
    <Stack className="surface" p={{ base: "lg", sm: 40 }} gap="lg" align="center" ta="center">
      {outcome === "waiting" && <Loader size="lg" aria-hidden="true" />}
      {outcome === "paid" && <span style={{ color: "var(--good-text)" }}><CheckIcon size={52} /></span>}
      {outcome === "failed" && <span style={{ color: "var(--bad-text)" }}><AlertIcon size={52} /></span>}
      <Stack gap="xs" align="center" role="status">
        <Title order={2} fz={24}>
          {{ waiting: t`Узнаём, прошла ли оплата`, paid: t`Оплачено`, failed: t`Оплата не прошла` }[outcome]}
        </Title>
        <Text c="dimmed" maw={420}>
          {outcome === "waiting" && <Trans>Спрашиваем платёжную систему. Обычно это занимает несколько секунд.</Trans>}
          {outcome === "failed" && <Trans>Деньги не списаны. Попробуйте ещё раз или другой картой.</Trans>}
          {outcome === "paid" && data && (
            <Trans>
              На балансе <Plural value={data.free_minutes} one="# минута" few="# минуты" many="# минут" other="# минуты" />. Осталось выбрать время занятий.
            </Trans>
          )}
        </Text>
      </Stack>
      {data && <NextStep subscription={data} outcome={outcome} />}
    </Stack>
  );
}

function NextStep({ subscription, outcome }: { subscription: Subscription; outcome: Outcome }) {
  const { tutor_id, subject, level, minutes, lessons_per_week, payment, id, state } = subscription;
  if (outcome === "waiting") {
    return payment?.confirmation_url ? (
      <Button component="a" href={payment.confirmation_url} variant="default">
        <Trans>Вернуться к оплате</Trans>
      </Button>
    ) : null;
  }
  // A first payment that failed has ended the subscription, or is about to.
  if (outcome === "failed" && (state === "ended" || payment?.kind === "first")) {
    return (
      <ButtonLink to="/subscribe" search={{ tutor: tutor_id, subject, level, minutes, per_week: lessons_per_week }} size="md">
        <Trans>Оформить заново</Trans>
      </ButtonLink>
    );
  }
  return (
    <Stack gap="xs">
      {outcome === "paid" && (
        <ButtonLink to="/tutors/$tutorId" params={{ tutorId: tutor_id }} search={{ subject, level, minutes }} size="md">
          <Trans>Выбрать время</Trans>
        </ButtonLink>
      )}
      <ButtonLink to="/subscriptions/$subscriptionId" params={{ subscriptionId: id }} variant="default" size="md">
        <Trans>Открыть подписку</Trans>
      </ButtonLink>
    </Stack>
  );
}
