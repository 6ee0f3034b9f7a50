import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { makePasskey, signWithPasskey } from "./passkey";
import { sessionQuery, useStartAfresh } from "./queries";

export type Factors = Answer<"/api/v1/auth/factors">;
export type Proof = Command<"/api/v1/auth/step-up">;
export type Passkey = Answer<"/api/v1/auth/passkeys">["items"][number];
export type SignedInPlace = Answer<"/api/v1/auth/sessions">["items"][number];

export const factorsQuery = api.queryOptions("get", "/api/v1/auth/factors");
export const passkeysQuery = api.queryOptions("get", "/api/v1/auth/passkeys");
export const sessionsQuery = api.queryOptions("get", "/api/v1/auth/sessions");

/** What a passkey of this person signs to prove who he is. */
export async function proofByPasskey(): Promise<Proof> {
  const { data } = await client.POST("/api/v1/auth/passkeys/proof-options");
  return { method: "passkey", credential: await signWithPasskey(data?.options ?? {}) };
}

/** The second step of signing in. */
export function useSecondFactor() {
  return useMutation({
    mutationFn: async (proof: Proof | "passkey") => {
      const { method, code, credential } = proof === "passkey" ? await proofByPasskey() : proof;
      if (method !== "password") await client.POST("/api/v1/auth/login/second-factor", { body: { method, code, credential } });
    },
    onSuccess: useStartAfresh(),
  });
}

/** Proves again who one is. */
export function useStepUp() {
  return useMutation({
    mutationFn: async (proof: Proof | "passkey") => {
      await client.POST("/api/v1/auth/step-up", { body: proof === "passkey" ? await proofByPasskey() : proof });
    },
  });
}

/** Signs in with a passkey and nothing else; `waiting` from the list of saved names. */
export function usePasskeySignIn() {
  return useMutation({
    mutationFn: async (waiting: AbortSignal | undefined) => {
      const { data } = await client.POST("/api/v1/auth/login/passkey/options");
      const credential = await signWithPasskey(data?.options ?? {}, waiting);
      await client.POST("/api/v1/auth/login/passkey", { body: { credential } });
    },
    onSuccess: useStartAfresh(),
  });
}

/** After a change of the factors the session, the list of factors and the list of sessions are others. */
export function useRefreshFactors() {
  const cache = useQueryClient();
  return async () => {
    await Promise.all(
      [sessionQuery, factorsQuery, passkeysQuery, sessionsQuery].map(({ queryKey }) => cache.invalidateQueries({ queryKey })),
    );
  };
}

export function useAddPasskey() {
  const refresh = useRefreshFactors();
  return useMutation({
    mutationFn: async (name: string) => {
      const { data } = await client.POST("/api/v1/auth/passkeys/options");
      const credential = await makePasskey(data?.options ?? {});
      const made = await client.POST("/api/v1/auth/passkeys", { body: { credential, name } });
      return made.data?.recovery_codes ?? [];
    },
    onSuccess: refresh,
  });
}

export function useRenamePasskey() {
  return api.useMutation("patch", "/api/v1/auth/passkeys/{passkey_id}", { onSuccess: useRefreshFactors() });
}

export function useRemovePasskey() {
  return api.useMutation("delete", "/api/v1/auth/passkeys/{passkey_id}", { onSuccess: useRefreshFactors() });
}

export const useStartAuthenticator = () => api.useMutation("post", "/api/v1/auth/totp");

export function useConfirmAuthenticator() {
  return api.useMutation("post", "/api/v1/auth/totp/confirm", { onSuccess: useRefreshFactors() });
}

export function useRemoveAuthenticator() {
  return api.useMutation("delete", "/api/v1/auth/totp", { onSuccess: useRefreshFactors() });
}

export function useRenewRecoveryCodes() {
  return api.useMutation("post", "/api/v1/auth/recovery-codes", { onSuccess: useRefreshFactors() });
}

export function useEndSession() {
  return api.useMutation("delete", "/api/v1/auth/sessions/{session_id}", { onSettled: useRefreshFactors() });
}

export function useEndOtherSessions() {
  return api.useMutation("delete", "/api/v1/auth/sessions", { onSuccess: useRefreshFactors() });
}

export const useChangeEmail = () => api.useMutation("post", "/api/v1/auth/email/change");

export function useConfirmNewEmail() {
  return api.useMutation("post", "/api/v1/auth/email/change/confirm", { onSuccess: useStartAfresh() });
}
