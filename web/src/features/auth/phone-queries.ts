import { useQueryClient } from "@tanstack/react-query";
import { api } from "~/api/client";

/** The account, for the number in it. */
export const accountQuery = api.queryOptions("get", "/api/v1/accounts/me", {}, { staleTime: 60_000 });

export const useSendPhoneCode = () => api.useMutation("post", "/api/v1/auth/phone");

export function useConfirmPhone() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/auth/phone/confirm", {
    onSuccess: () => cache.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
}

export function useRemovePhone() {
  const cache = useQueryClient();
  return api.useMutation("delete", "/api/v1/auth/phone", {
    onSuccess: () => cache.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
}
