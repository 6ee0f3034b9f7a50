import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import { Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Preferences } from "./queries";

type Hours = NonNullable<Preferences["quiet_hours"]>;
type QuietHoursProps = { chosen: Hours | null; zone: string; saving: boolean; save: (hours: Hours | null) => void };

const NIGHT: Hours = { starts: "22:00", ends: "08:00" };

/** Hours in which letters wait, on the wall clock of one's own zone. */
export function QuietHours({ chosen, zone, saving, save }: QuietHoursProps) {
  const { t } = useLingui();
  const [hours, setHours] = useState(chosen ?? NIGHT);
  const changed = chosen !== null && (hours.starts !== chosen.starts || hours.ends !== chosen.ends);
  const none = hours.starts === hours.ends;
  return (
    <Stack gap="md">
      <Switch size="md" checked={chosen !== null} disabled={saving} label={t`Не присылать письма в тихие часы`}
        description={t`Они придут, когда часы кончатся. Безопасность и напоминание за 10 минут не ждут`}
        onChange={(event) => save(event.currentTarget.checked ? hours : null)} />
      {chosen !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save(hours);
          }}
        >
          <Group align="flex-end" gap="sm">
            <TextInput type="time" label={t`С`} required value={hours.starts} onChange={(event) => setHours({ ...hours, starts: event.currentTarget.value })} />
            <TextInput type="time" label={t`До`} required value={hours.ends} onChange={(event) => setHours({ ...hours, ends: event.currentTarget.value })}
              error={none && t`Начало и конец совпадают`} />
            {changed && (
              <Button type="submit" loading={saving} disabled={none}>
                <Trans>Сохранить часы</Trans>
              </Button>
            )}
          </Group>
        </form>
      )}
      <Text size="sm" c="dimmed">
        <Trans>По часам вашего пояса: {zone}.</Trans>
      </Text>
    </Stack>
  );
}
