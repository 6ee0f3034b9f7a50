import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api, type Command } from "~/api/client";

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
    onSuccess: () => cache.invalidateQueries({ queryKey: tutorProfileQuery.queryKey }),
  });
}

export function useAddChild() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/accounts/me/children", {
    onSuccess: () => cache.invalidateQueries({ queryKey: childrenQuery.queryKey }),
  });
}
