import { useEffect, useState } from "react";

/** Goes to another site; true until then, and false again for who comes back by the browser's own button. */
export function useLeaving(): [boolean, (url: string) => void] {
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => event.persisted && setLeaving(false);
    window.addEventListener("pageshow", shown);
    return () => window.removeEventListener("pageshow", shown);
  }, []);
  const leave = (url: string) => {
    setLeaving(true);
    window.location.assign(url);
  };
  return [leaving, leave];
}
