import { useEffect } from "react";

type Otp = Credential & { code?: string };

/** Where the browser can read the message with the code (WebOTP), it offers to; elsewhere nothing happens. */
export function useCodeFromMessage(take: (code: string) => void): void {
  useEffect(() => {
    if (!("OTPCredential" in window)) return undefined;
    const given = new AbortController();
    const wish = { otp: { transport: ["sms"] }, signal: given.signal } as CredentialRequestOptions;
    navigator.credentials.get(wish).then(
      (found) => {
        const { code } = (found ?? {}) as Otp;
        if (code) take(code);
      },
      () => undefined,
    );
    return () => given.abort();
  }, [take]);
}
