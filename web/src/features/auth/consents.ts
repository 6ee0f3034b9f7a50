import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api } from "~/api/client";

export type MyConsents = Answer<"/api/v1/auth/consents">;
export type ConsentState = MyConsents["items"][number];

export const consentsQuery = api.queryOptions("get", "/api/v1/auth/consents", {}, { staleTime: 60_000 });

export function documentQuery(kind: string, version?: string) {
  return api.queryOptions("get", "/api/v1/auth/documents/{kind}", { params: { path: { kind }, query: version ? { version } : {} } }, { staleTime: Infinity });
}

export function useGiveConsent() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/auth/consents", { onSuccess: (consents) => cache.setQueryData(consentsQuery.queryKey, consents) });
}

export function useWithdrawConsent() {
  const cache = useQueryClient();
  return api.useMutation("delete", "/api/v1/auth/consents/{kind}", { onSuccess: () => cache.invalidateQueries() });
}
