import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/Combobox.css";
import { Select, type SelectProps } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { Zone } from "./time";
import { allZones } from "./zones";

type ZoneSelectProps = Omit<SelectProps, "data" | "value" | "onChange"> & { value?: Zone; onChange?: (zone: Zone) => void };

export function ZoneSelect({ value = "", onChange, ...props }: ZoneSelectProps) {
  const { t, i18n } = useLingui();
  const data = useMemo(() => {
    const zones = allZones(i18n.locale, new Date());
    return value === "" || zones.some((zone) => zone.value === value) ? zones : [{ value, label: value }, ...zones];
  }, [i18n.locale, value]);
  return (
    <Select
      label={t`Часовой пояс`} data={data} value={value} onChange={(zone) => zone && onChange?.(zone)} searchable limit={60}
      allowDeselect={false} nothingFoundMessage={t`Такого города нет в списке`} maxDropdownHeight={300} {...props}
    />
  );
}
