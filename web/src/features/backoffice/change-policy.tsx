import { Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { startOfDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type Setting, useChangePolicy } from "./policy-queries";
import { shownAmount, storedAmount, usePolicyGroups, usePolicyValue } from "./policy-words";
import { ReasonForm } from "./reason-form";

/** The new value, from when, and what it will touch: said before the click. */
export default function ChangePolicy({ setting, close }: { setting: Setting; close: () => void }) {
  const { t } = useLingui();
  const { zone } = useZone();
  const value = usePolicyValue();
  const group = usePolicyGroups()[setting.group];
  const change = useChangePolicy();
  const [text, setText] = useState(String(shownAmount(setting.value, setting.unit)));
  const [day, setDay] = useState("");
  const stored = storedAmount(text, setting.unit);
  const outside = stored === null || stored < setting.least || stored > setting.most;
  const units = { kopecks: t`рублей`, minutes: t`минут`, hours: t`часов`, days: t`дней`, basis_points: t`процентов`, count: t`штук` };
  const give = (reason: string) => {
    if (stored === null) return;
    const effective_from = day ? startOfDay(day, zone).toISOString() : null;
    change.mutate({ params: { path: { key: setting.key } }, body: { value: stored, reason, effective_from } }, { onSuccess: close });
  };
  return (
    <Dialog opened close={close} title={setting.title}>
      <ReasonForm action={setting.two_people ? t`Предложить` : t`Изменить`} label={t`Почему меняете`} error={change.error} pending={change.isPending}
        disabled={outside || stored === setting.value} give={give} cancel={close}>
        <TextInput label={t`Новое значение, ${units[setting.unit]}`} inputMode="decimal" value={text} onChange={(event) => setText(event.currentTarget.value)}
          error={outside ? t`От ${value(setting.least, setting.unit)} до ${value(setting.most, setting.unit)}` : null} />
        <TextInput type="date" label={t`С какого дня`} description={t`Пусто — сразу`} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        {!outside && stored !== setting.value && (
          <Stack gap={4} role="status">
            <Text fw={600} className="numbers">
              {value(setting.value, setting.unit)} → {value(stored, setting.unit)}
            </Text>
            <Text size="sm">{group?.effect}</Text>
            {setting.two_people && (
              <Text size="sm">
                <Trans>Это деньги: значение изменится, когда его подтвердит второй человек.</Trans>
              </Text>
            )}
          </Stack>
        )}
      </ReasonForm>
    </Dialog>
  );
}
