import "@mantine/core/styles/Switch.css";
import "@mantine/core/styles/InlineInput.css";
import { Group, Skeleton, Stack, Switch, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { TextLink } from "~/ui/links";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type ConsentState, consentsQuery, type MyConsents, useGiveConsent, useWithdrawConsent } from "./consents";

/** What was agreed to, since when, and a switch for what can be withdrawn alone. */
export function ConsentSettings() {
  const { data, error, refetch } = useQuery(consentsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={200} />;
  return (
    <Stack gap="lg">
      {data.items.map((consent) => (
        <OneConsent key={consent.kind} consent={consent} />
      ))}
      {data.history.length > 0 && <History history={data.history} />}
    </Stack>
  );
}

function OneConsent({ consent }: { consent: ConsentState }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const give = useGiveConsent();
  const withdraw = useWithdrawConsent();
  const on = (moment: string) => fullDate(new Date(moment), zone, i18n.locale);
  const change = (given: boolean) =>
    given
      ? give.mutate({ body: { kind: consent.kind, text_version: consent.text_version } })
      : withdraw.mutate({ params: { path: { kind: consent.kind } } });
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="md">
        <div>
          <Text fw={550}>{consent.title}</Text>
          <Text size="sm" c="dimmed">
            {consent.given_at && <Trans>Дано {on(consent.given_at)}</Trans>}
            {consent.withdrawn_at && <Trans>Отозвано {on(consent.withdrawn_at)}</Trans>}
            {!consent.given_at && !consent.withdrawn_at && <Trans>Не дано</Trans>}
            {" · "}
            <TextLink to="/legal/$kind" params={{ kind: consent.kind }} inherit underline="always">
              <Trans>прочитать</Trans>
            </TextLink>
          </Text>
        </div>
        {!consent.required && (
          <Switch size="md" aria-label={consent.title} checked={consent.given} disabled={give.isPending || withdraw.isPending}
            onChange={(event) => change(event.currentTarget.checked)} />
        )}
      </Group>
      {consent.required && (
        <Text size="sm" c="dimmed">
          <Trans>Без него учётной записи быть не может: отозвать — значит удалить её ниже на этой странице.</Trans>
        </Text>
      )}
      {consent.kind === "public_profile" && consent.given && (
        <Text size="sm" c="dimmed">
          <Trans>Если отозвать, анкета сразу исчезнет из поиска. Назначенные занятия останутся.</Trans>
        </Text>
      )}
      {consent.kind === "tutor_documents" && consent.given && (
        <Text size="sm" c="dimmed">
          <Trans>Если отозвать, загруженные файлы мы удалим, а новые не примем. Итоги проверки останутся.</Trans>
        </Text>
      )}
      <ProblemAlert error={give.error ?? withdraw.error} />
    </Stack>
  );
}

function History({ history }: { history: MyConsents["history"] }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const on = (moment: string) => fullDate(new Date(moment), zone, i18n.locale);
  return (
    <details>
      <summary style={{ cursor: "pointer" }}>
        <Trans>История согласий</Trans>
      </summary>
      <Stack gap="sm" mt="md" component="ul" m={0} pl="md">
        {history.map((record) => (
          <Text key={`${record.kind}${record.given_at}`} component="li" size="sm">
            {record.title}, <Trans>редакция {record.text_version}</Trans>. <Trans>Дано {on(record.given_at)}</Trans>
            {record.withdrawn_at && (
              <>
                {", "}
                <Trans>отозвано {on(record.withdrawn_at)}</Trans>
              </>
            )}
          </Text>
        ))}
      </Stack>
    </details>
  );
}
