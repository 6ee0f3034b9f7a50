import { useEffect, useState } from "react";

/** The present moment, refreshed every `seconds`: for countdowns and for what becomes past on its own. */
export function useNow(seconds: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}
