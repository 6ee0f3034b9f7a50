import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client } from "~/api/client";
import { useStartAfresh } from "./queries";

export type Provider = Answer<"/api/v1/auth/external">["items"][number];
export type Unfinished = Answer<"/api/v1/auth/external/registration">;

/** Names are trademarks: the same in every language. */
export const PROVIDER_NAMES: Record<Provider, string> = { yandex: "Яндекс ID", vk: "VK ID" };

export const providersQuery = api.queryOptions("get", "/api/v1/auth/external", {}, { staleTime: Infinity });
export const linksQuery = api.queryOptions("get", "/api/v1/auth/external/links");

/** Asked once: after the registration there is nothing to read any more. */
export async function whoCameBack(): Promise<{ person: Unfinished | null; error: unknown }> {
  try {
    return { person: (await client.GET("/api/v1/auth/external/registration")).data ?? null, error: null };
  } catch (error) {
    return { person: null, error };
  }
}

export const useStartExternal = () => api.useMutation("post", "/api/v1/auth/external/{provider}/start");
export const useLinkExternal = () => api.useMutation("post", "/api/v1/auth/external/links/{provider}");

/** Whoever comes back may be somebody else than before. */
export function useFinishExternal() {
  return api.useMutation("post", "/api/v1/auth/external/{provider}/finish", { onSuccess: useStartAfresh() });
}

export function useRegisterExternally() {
  return api.useMutation("post", "/api/v1/auth/external/registration", { onSuccess: useStartAfresh() });
}

export function useUnlinkExternal() {
  const cache = useQueryClient();
  return api.useMutation("delete", "/api/v1/auth/external/links/{provider}", {
    onSuccess: () => cache.invalidateQueries({ queryKey: linksQuery.queryKey }),
  });
}
