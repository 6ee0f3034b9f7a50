import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import { Button, Checkbox, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { FormPage } from "~/ui/form-page";
import { TextLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { type ConsentState, useGiveConsent } from "./consents";

/** The terms have changed: what is new is said here, and going on needs an answer. */
export function AcceptChanges({ due, leave }: { due: ConsentState[]; leave: () => void }) {
  const { t } = useLingui();
  const give = useGiveConsent();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (kind: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(kind);
    else next.delete(kind);
    setTicked(next);
  };
  const accept = async () => {
    for (const { kind, text_version } of due) await give.mutateAsync({ body: { kind, text_version } });
  };
  return (
    <FormPage title={t`Условия изменились`} lead={<Trans>Прочитайте, что стало по-другому, и подтвердите согласие, чтобы продолжить.</Trans>}>
      <Stack gap="lg">
        {due.map((consent) => (
          <Stack key={consent.kind} className="surface" p="lg" gap="sm">
            <Text fw={600}>{consent.title}</Text>
            <Text>{consent.changes || <Trans>Для учётной записи нужно ваше согласие с этим документом.</Trans>}</Text>
            <TextLink to="/legal/$kind" params={{ kind: consent.kind }} target="_blank" underline="always">
              <Trans>Прочитать целиком, редакция {consent.text_version}</Trans>
            </TextLink>
            <Checkbox label={t`Согласен`} checked={ticked.has(consent.kind)} aria-label={t`Согласен: ${consent.title}`}
              onChange={(event) => toggle(consent.kind, event.currentTarget.checked)} />
          </Stack>
        ))}
        <ProblemAlert error={give.error} />
        <Button size="md" disabled={due.some(({ kind }) => !ticked.has(kind))} loading={give.isPending} onClick={() => void accept().catch(() => undefined)}>
          <Trans>Продолжить</Trans>
        </Button>
        <Text size="sm" c="dimmed">
          <Trans>
            Не согласны? Можно{" "}
            <TextLink to="/settings/privacy" underline="always">
              скачать свои данные и удалить учётную запись
            </TextLink>
            .
          </Trans>
        </Text>
        <Button variant="subtle" color="gray" c="dimmed" style={{ alignSelf: "start" }} onClick={leave}>
          <Trans>Выйти</Trans>
        </Button>
      </Stack>
    </FormPage>
  );
}
