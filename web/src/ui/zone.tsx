import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useRenderedAt } from "./rendered-at";
import type { Zone } from "./time";
import { browserZone } from "./zones";

const KEY = "tutorium-zone";
/** In which the server renders, knowing nobody's clock. */
const SERVER_ZONE: Zone = "Europe/Moscow";

type DisplayedZone = { zone: Zone; choose: (zone: Zone | null) => void };

const ZoneContext = createContext<DisplayedZone>({ zone: SERVER_ZONE, choose: () => undefined });

/** All times on screen are in one displayed zone: the one chosen here, else the account's, else the browser's. */
export function ZoneProvider({ accountZone, children }: { accountZone: Zone | undefined; children: ReactNode }) {
  const asOnServer = useRenderedAt() !== null;
  const [chosen, setChosen] = useState<Zone | null>(null);
  const zone = asOnServer ? SERVER_ZONE : (chosen ?? localStorage.getItem(KEY) ?? accountZone ?? browserZone());
  const value = useMemo(
    () => ({
      zone,
      choose: (zone: Zone | null) => {
        if (zone === null) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, zone);
        setChosen(zone);
      },
    }),
    [zone],
  );
  return <ZoneContext.Provider value={value}>{children}</ZoneContext.Provider>;
}

export function useZone(): DisplayedZone {
  return useContext(ZoneContext);
}
