import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api } from "~/api/client";

export type Preference = Answer<"/api/v1/notifications/preferences">["items"][number];

export const preferencesQuery = api.queryOptions("get", "/api/v1/notifications/preferences");

export function useChoosePreferences() {
  const cache = useQueryClient();
  return api.useMutation("put", "/api/v1/notifications/preferences", {
    onSuccess: (preferences) => cache.setQueryData(preferencesQuery.queryKey, preferences),
  });
}
