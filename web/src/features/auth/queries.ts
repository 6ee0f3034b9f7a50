import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { problemOf } from "~/api/problem";

export type Session = Answer<"/api/v1/auth/session">;
export type Role = Session["roles"][number];
export type Registration = Command<"/api/v1/auth/register">;
export type SignUpRole = Registration["role"];

/** Whether the password was right and the second factor is still to come. */
export const pendingQuery = queryOptions({ queryKey: ["session", "pending"], queryFn: () => false, enabled: false, initialData: false });

/** Who is signed in; null for a visitor, and for somebody half way in. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (context): Promise<Session | null> => {
    const pending = (yes: boolean) => void context.client.setQueryData(pendingQuery.queryKey, yes);
    try {
      const session = (await client.GET("/api/v1/auth/session")).data ?? null;
      pending(false);
      return session;
    } catch (error) {
      const { status, code } = problemOf(error);
      if (status !== 401) throw error;
      pending(code === "auth.second_factor_required");
      return null;
    }
  },
  staleTime: 5 * 60_000,
});

const STAFF: readonly Role[] = ["support", "moderator", "finance", "admin"];

/** Staff works with a second factor only; without one there is a single thing to do. */
export function mustSetUpFactor(session: Session | null | undefined): boolean {
  return session?.level === "one_factor" && session.roles.some((role) => STAFF.includes(role));
}

export const consentTextsQuery = api.queryOptions("get", "/api/v1/auth/consent-texts", {}, { staleTime: Infinity });

/** Whatever was read as somebody else is forgotten; the session is asked for again, for the header listens to it. */
export function useStartAfresh() {
  const cache = useQueryClient();
  return async () => {
    // First of all nobody is signed in: what only he is shown must not ask again on its way off the screen.
    cache.setQueryData(sessionQuery.queryKey, null);
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
