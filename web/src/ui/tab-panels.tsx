import "@mantine/core/styles/Tabs.css";
import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";

type TabPanelsProps<Name extends string> = {
  shown: Name;
  show: (name: Name) => void;
  tabs: { name: Name; label: string; panel: ReactNode }[];
};

/** Tabs whose choice lives in the address. */
export function TabPanels<Name extends string>({ shown, show, tabs }: TabPanelsProps<Name>) {
  return (
    <Tabs value={shown} keepMounted={false} onChange={(name) => name && show(name as Name)}>
      <Tabs.List mb="lg">
        {tabs.map(({ name, label }) => (
          <Tabs.Tab key={name} value={name} fz={15}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ name, panel }) => (
        <Tabs.Panel key={name} value={name}>
          {panel}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
