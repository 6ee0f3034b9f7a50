import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { forgetKey, keyFor } from "~/api/idempotency";

export type Me = Answer<"/api/v1/accounts/me">;
export type TutorProfile = Answer<"/api/v1/accounts/me/tutor-profile">;
export type TutorProfileInput = Command<"/api/v1/accounts/me/tutor-profile", "put">;
export type Child = Answer<"/api/v1/accounts/me/children">["items"][number];

export const meQuery = api.queryOptions("get", "/api/v1/accounts/me", {}, { staleTime: 60_000 });
export const tutorProfileQuery = api.queryOptions("get", "/api/v1/accounts/me/tutor-profile");
export const childrenQuery = api.queryOptions("get", "/api/v1/accounts/me/children");

export function useUpdateMe() {
  const cache = useQueryClient();
  return api.useMutation("patch", "/api/v1/accounts/me", {
    onSuccess: (me) => cache.setQueryData(meQuery.queryKey, me),
  });
}

export function useSaveTutorProfile() {
  const cache = useQueryClient();
  return api.useMutation("put", "/api/v1/accounts/me/tutor-profile", {
    onSuccess: (profile) => cache.setQueryData(tutorProfileQuery.queryKey, profile),
  });
}

/** The photo in the header and in the profile are one: both are read again. */
export function usePhotoChanged() {
  const cache = useQueryClient();
  return () => Promise.all([meQuery, tutorProfileQuery].map((query) => cache.invalidateQueries({ queryKey: query.queryKey })));
}

export function useRemovePhoto() {
  return api.useMutation("delete", "/api/v1/accounts/me/photo", { onSuccess: usePhotoChanged() });
}

export function usePause(command: "pause" | "resume") {
  const cache = useQueryClient();
  return api.useMutation("post", `/api/v1/accounts/me/tutor-profile/${command}`, {
    onSuccess: (profile) => cache.setQueryData(tutorProfileQuery.queryKey, profile),
  });
}

export function useSubmitTutorProfile() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/accounts/me/tutor-profile/submit", {
    onSettled: () => cache.invalidateQueries({ queryKey: tutorProfileQuery.queryKey }),
  });
}

export type Guardianship = Answer<"/api/v1/accounts/me/guardianships">["items"][number];

export const guardianshipsQuery = api.queryOptions("get", "/api/v1/accounts/me/guardianships");

/** What a guardian or a young person changes here is seen in every list. */
function useAskAgain() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries();
}

export const useChangeChild = () => api.useMutation("patch", "/api/v1/accounts/me/children/{child_id}", { onSuccess: useAskAgain() });
export const useRemoveChild = () => api.useMutation("delete", "/api/v1/accounts/me/children/{child_id}", { onSuccess: useAskAgain() });
export const useConsentForChild = () => api.useMutation("post", "/api/v1/accounts/me/children/{child_id}/consent", { onSuccess: useAskAgain() });
export const useWithdrawForChild = () => api.useMutation("delete", "/api/v1/accounts/me/children/{child_id}/consent", { onSuccess: useAskAgain() });
export const useEndGuardianship = () => api.useMutation("delete", "/api/v1/accounts/me/guardianships/{guardianship_id}", { onSuccess: useAskAgain() });
export const useAcceptInvitation = () => api.useMutation("post", "/api/v1/accounts/guardianships/accept", { onSuccess: useAskAgain() });
export const useDeclineInvitation = () => api.useMutation("post", "/api/v1/accounts/guardianships/decline");
export const useShowInvitation = () => api.useMutation("post", "/api/v1/accounts/guardianships/invitation");

/** Sends the letter once, however often the button is pressed. */
export function useInvite() {
  const askAgain = useAskAgain();
  return useMutation({
    mutationFn: async (body: Command<"/api/v1/accounts/me/guardianships">) => {
      const header = { "Idempotency-Key": keyFor("invite", body) };
      await client.POST("/api/v1/accounts/me/guardianships", { params: { header }, body });
    },
    onSettled: () => forgetKey("invite"),
    onSuccess: askAgain,
  });
}

export const useAgree = () => api.useMutation("post", "/api/v1/auth/consents", { onSuccess: useAskAgain() });

export function useAddChild() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/accounts/me/children", {
    onSuccess: () => cache.invalidateQueries({ queryKey: childrenQuery.queryKey }),
  });
}

/** Whom a guardian may book for now: children whose data may be used, and linked teenagers. */
export function learnersOf(children: readonly Child[], bonds: readonly Guardianship[]): { id: string; name: string }[] {
  const linked = bonds.filter(({ state, other_id }) => state === "active" && other_id !== null);
  return [
    ...children.filter(({ consented }) => consented).map(({ id, full_name }) => ({ id, name: full_name })),
    ...linked.map(({ other_id, other_name }) => ({ id: other_id ?? "", name: other_name ?? "" })),
  ];
}
