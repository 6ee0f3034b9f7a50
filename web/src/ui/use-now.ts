import { useEffect, useState } from "react";
import { useRenderedAt } from "./rendered-at";

/** The present moment, refreshed every `seconds`: for countdowns and for what becomes past on its own. */
export function useNow(seconds: number): Date {
  const renderedAt = useRenderedAt();
  const [now, setNow] = useState(() => renderedAt ?? new Date());
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}
