import { createContext, type ReactNode, startTransition, useContext, useEffect, useState } from "react";

const Context = createContext<Date | null>(null);

/** While the page is as the server rendered it, the moment of that; null as soon as React has taken it over. */
export function RenderedAt({ moment, onTaken, children }: { moment: Date | null; onTaken?: () => void; children: ReactNode }) {
  const [rendered, setRendered] = useState(moment);
  useEffect(() => startTransition(() => setRendered(null)), []);
  useEffect(() => {
    if (!rendered) onTaken?.();
  }, [rendered, onTaken]);
  return <Context value={rendered}>{children}</Context>;
}

/**
 * Not null on the server and during hydration: then nothing may depend on the clock, the zone or the storage
 * of the browser, so that both render the same.
 */
export function useRenderedAt(): Date | null {
  return useContext(Context);
}
