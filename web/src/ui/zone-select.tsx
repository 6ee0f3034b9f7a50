import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/Combobox.css";
import { Select, type SelectProps } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import type { Zone } from "./time";
import { allZones, zoneLabel } from "./zones";

type ZoneSelectProps = Omit<SelectProps, "data" | "value" | "onChange"> & { value?: Zone; onChange?: (zone: Zone) => void };

export function ZoneSelect({ value = "", onChange, ...props }: ZoneSelectProps) {
  const { t, i18n } = useLingui();
  // Four hundred zones cost a tenth of a second: they are listed for those who look for one.
  const [opened, setOpened] = useState(false);
  const data = useMemo(() => {
    const now = new Date();
    const zones = opened ? allZones(i18n.locale, now) : [];
    const known = value === "" || zones.some((zone) => zone.value === value);
    return known ? zones : [{ value, label: zoneLabel(value, i18n.locale, now) }, ...zones];
  }, [i18n.locale, value, opened]);
  return (
    <Select
      label={t`Часовой пояс`} data={data} value={value} onChange={(zone) => zone && onChange?.(zone)} searchable limit={60}
      onFocus={() => setOpened(true)} onDropdownOpen={() => setOpened(true)}
      allowDeselect={false} nothingFoundMessage={t`Такого города нет в списке`} maxDropdownHeight={300} {...props}
    />
  );
}
