import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { problemOf } from "~/api/problem";

export type Session = Answer<"/api/v1/auth/session">;
export type Role = Session["roles"][number];
export type Registration = Command<"/api/v1/auth/register">;
export type SignUpRole = Registration["role"];

/** Who is signed in; null for a visitor. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    try {
      return (await client.GET("/api/v1/auth/session")).data ?? null;
    } catch (error) {
      if (problemOf(error).status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const consentTextsQuery = api.queryOptions("get", "/api/v1/auth/consent-texts", {}, { staleTime: Infinity });

/** Whatever was read as somebody else is forgotten; the session is asked for again, for the header listens to it. */
function useStartAfresh() {
  const cache = useQueryClient();
  return async () => {
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
    await cache.fetchQuery({ ...sessionQuery, staleTime: 0 });
  };
}

/** After the account is gone there is nothing to sign out of. */
export const useForgetEverything = () => useStartAfresh();

export function useSignIn() {
  return api.useMutation("post", "/api/v1/auth/login", { onSuccess: useStartAfresh() });
}

export function useSignOut() {
  return api.useMutation("post", "/api/v1/auth/logout", { onSuccess: useStartAfresh() });
}

/** Registers and signs in with the same password, so that the first screen after the letter is one's own. */
export function useRegister() {
  const startAfresh = useStartAfresh();
  return useMutation({
    mutationFn: async (body: Registration) => {
      await client.POST("/api/v1/auth/register", { body });
      // A known address answers the same as a new one; then the password need not fit, and that is not said.
      await client
        .POST("/api/v1/auth/login", { body: { email: body.email, password: body.password } })
        .catch(() => undefined);
    },
    onSuccess: startAfresh,
  });
}

export function useConfirmEmail() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/auth/email/confirm", { onSuccess: () => cache.invalidateQueries() });
}

export const useResendConfirmation = () => api.useMutation("post", "/api/v1/auth/email/resend");
export const useForgotPassword = () => api.useMutation("post", "/api/v1/auth/password/forgot");
export const useResetPassword = () => api.useMutation("post", "/api/v1/auth/password/reset");
export const useChangePassword = () => api.useMutation("post", "/api/v1/auth/password/change");
