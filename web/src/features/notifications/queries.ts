import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api, type Command } from "~/api/client";
import { useLive } from "~/api/live";

export type Preferences = Answer<"/api/v1/notifications/preferences">;
export type Preference = Preferences["items"][number];
export type Choices = Command<"/api/v1/notifications/preferences", "put">;
export type Notice = Answer<"/api/v1/notifications">["items"][number];

const NOTICES = ["get", "/api/v1/notifications"];
/** What a notice may be about: whatever of it is on the screen is old when one comes. */
const TOLD_OF = ["/api/v1/lessons", "/api/v1/payments", "/api/v1/subscriptions", "/api/v1/accounts"];

export const preferencesQuery = api.queryOptions("get", "/api/v1/notifications/preferences");

/** The latest, for the sheet behind the bell, and how many are unread. */
export const bellQuery = api.queryOptions("get", "/api/v1/notifications", { params: { query: { limit: 10 } } });

export function useNotices(unread: boolean) {
  return api.useInfiniteQuery("get", "/api/v1/notifications", { params: { query: { unread, limit: 30 } } }, {
    pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useReadNotices() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/notifications/read", { onSuccess: () => cache.invalidateQueries({ queryKey: NOTICES }) });
}

/** Reads the notices again, and what they may be about, whenever the server says that there are others. */
export function useLiveNotices() {
  const cache = useQueryClient();
  useLive("notifications", ({ id }) => {
    void cache.invalidateQueries({ queryKey: NOTICES });
    if (id === null) return;
    void cache.invalidateQueries({
      predicate: ({ queryKey }) => TOLD_OF.some((path) => typeof queryKey[1] === "string" && queryKey[1].startsWith(path)),
    });
  });
}

export function useChoosePreferences() {
  const cache = useQueryClient();
  return api.useMutation("put", "/api/v1/notifications/preferences", {
    onSuccess: (preferences) => cache.setQueryData(preferencesQuery.queryKey, preferences),
  });
}
