import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api } from "~/api/client";
import { waitingQuery } from "./queries";

const POLICY = "/api/v1/backoffice/policy";

export type Setting = Answer<"/api/v1/backoffice/policy">["items"][number];
export type PolicyHistory = Answer<"/api/v1/backoffice/policy/{key}">;
export type PolicyChange = PolicyHistory["changes"][number];

/** A key as it stands in an address of the desk: a point there would look like the name of a file. */
export const addressOf = (key: string) => key.replace(".", "-");
export const keyOf = (address: string) => address.replace("-", ".");

export const policyQuery = api.queryOptions("get", POLICY, {});

export function policyHistoryQuery(key: string) {
  return api.queryOptions("get", `${POLICY}/{key}`, { params: { path: { key } } });
}

function useChanged() {
  const cache = useQueryClient();
  return async (history: PolicyHistory) => {
    cache.setQueryData(policyHistoryQuery(history.setting.key).queryKey, history);
    await cache.invalidateQueries({ queryKey: policyQuery.queryKey });
    await cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
  };
}

export const useChangePolicy = () => api.useMutation("post", `${POLICY}/{key}`, { onSuccess: useChanged() });
export const useAgreePolicy = () => api.useMutation("post", `${POLICY}/changes/{change_id}/agree`, { onSuccess: useChanged() });
export const useDeclinePolicy = () => api.useMutation("post", `${POLICY}/changes/{change_id}/decline`, { onSuccess: useChanged() });
