import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Zone } from "./time";
import { browserZone } from "./zones";

const KEY = "tutorium-zone";

type DisplayedZone = { zone: Zone; choose: (zone: Zone | null) => void };

const ZoneContext = createContext<DisplayedZone>({ zone: "Europe/Moscow", choose: () => undefined });

/** All times on screen are in one displayed zone: the one chosen here, else the account's, else the browser's. */
export function ZoneProvider({ accountZone, children }: { accountZone: Zone | undefined; children: ReactNode }) {
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY));
  const value = useMemo(
    () => ({
      zone: chosen ?? accountZone ?? browserZone(),
      choose: (zone: Zone | null) => {
        if (zone === null) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, zone);
        setChosen(zone);
      },
    }),
    [chosen, accountZone],
  );
  return <ZoneContext.Provider value={value}>{children}</ZoneContext.Provider>;
}

export function useZone(): DisplayedZone {
  return useContext(ZoneContext);
}
