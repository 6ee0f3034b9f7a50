import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Radio.css";
import "@mantine/core/styles/Switch.css";
import { Radio, Stack, Switch, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { ProblemAlert } from "~/ui/problem";
import { type Application, type TaxStatus, useSaveAnswers } from "./queries";

/** What only the tutor can say; every answer is kept as soon as it is given. */
export function Answers({ application }: { application: Application }) {
  const { t } = useLingui();
  const save = useSaveAnswers();
  const shown = save.isPending ? save.variables.body : application;
  const keep = (change: { teaches_minors?: boolean; tax_status?: TaxStatus }) =>
    save.mutate({ body: { teaches_minors: shown.teaches_minors, tax_status: shown.tax_status ?? null, ...change } });
  return (
    <Stack className="surface" p="lg" gap="md">
      <Switch checked={shown.teaches_minors} onChange={(event) => keep({ teaches_minors: event.currentTarget.checked })}
        label={t`Занимаюсь с детьми и подростками`} description={t`Понадобится справка об отсутствии судимости`} />
      <Radio.Group value={shown.tax_status ?? ""} onChange={(value) => keep({ tax_status: value as TaxStatus })}
        label={t`Как вы платите налоги`} description={t`Без ответа заявку не отправить; изменить его можно позже`}>
        <Stack gap="xs" mt="xs">
          <Radio value="self_employed" label={t`Самозанятый`} />
          <Radio value="entrepreneur" label={t`Индивидуальный предприниматель`} />
          <Radio value="not_yet" label={t`Пока никак, оформлю позже`} />
        </Stack>
      </Radio.Group>
      <ProblemAlert error={save.error} />
      <Text size="sm" c="dimmed" role="status">
        {save.isPending ? <Trans>Сохраняем…</Trans> : save.isSuccess ? <Trans>Сохранено</Trans> : <Trans>Ответы сохраняются сами</Trans>}
      </Text>
    </Stack>
  );
}
