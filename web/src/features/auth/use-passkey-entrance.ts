import { useCallback, useEffect, useRef } from "react";
import { usePasskeySignIn } from "./factor-queries";
import { offersPasskeysInForms } from "./passkey";

const RENEW_EVERY = 4 * 60_000;

/** Passkeys at the entrance: offered in the list of saved names while the form is open, and by a button. */
export function usePasskeyEntrance(done: () => void) {
  const { mutate, isPending, error, variables } = usePasskeySignIn();
  const waiting = useRef<AbortController | null>(null);
  const entered = useRef(done);
  entered.current = done;

  const wait = useCallback(async () => {
    if (!(await offersPasskeysInForms())) return;
    waiting.current?.abort();
    waiting.current = new AbortController();
    mutate(waiting.current.signal, { onSuccess: () => entered.current() });
  }, [mutate]);

  useEffect(() => {
    void wait();
    // The server's challenge lives for five minutes, a form may be open for longer.
    const renewal = setInterval(() => void wait(), RENEW_EVERY);
    return () => {
      clearInterval(renewal);
      waiting.current?.abort();
    };
  }, [wait]);

  const enter = () => {
    waiting.current?.abort();
    mutate(undefined, { onSuccess: () => entered.current() });
  };
  const byButton = variables === undefined;
  return { enter, pending: isPending && byButton, error: byButton ? error : null };
}
