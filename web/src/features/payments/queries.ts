import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { forgetKey, keyFor } from "~/api/idempotency";

export type Payment = Answer<"/api/v1/payments/{payment_id}">;
export type Refund = Answer<"/api/v1/payments/refunds", "post">;
export type RefundOfMine = Answer<"/api/v1/payments/refunds">["items"][number];
export type PayersReason = Command<"/api/v1/payments/refunds">["reason_code"];
export type Method = Answer<"/api/v1/payments/methods">["items"][number];
export type Earnings = Answer<"/api/v1/payments/earnings">;
export type Earning = Earnings["items"][number];

const PAGES = {
  pageParamName: "cursor",
  initialPageParam: null,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
} as const;

export function usePayments() {
  return api.useInfiniteQuery("get", "/api/v1/payments", { params: { query: {} } }, PAGES);
}

export function useEarnings() {
  return api.useInfiniteQuery("get", "/api/v1/payments/earnings", { params: { query: {} } }, PAGES);
}

/** The latest ones, for a home screen. */
export const recentPaymentsQuery = api.queryOptions("get", "/api/v1/payments", { params: { query: { limit: 3 } } });
export const earningsQuery = api.queryOptions("get", "/api/v1/payments/earnings", { params: { query: { limit: 1 } } });

export const methodsQuery = api.queryOptions("get", "/api/v1/payments/methods");

/** A removed card changes how subscriptions are paid, too. */
export function useRemoveMethod() {
  const cache = useQueryClient();
  return api.useMutation("delete", "/api/v1/payments/methods/{method_id}", { onSuccess: () => cache.invalidateQueries() });
}

export const useRefundQuote = () => api.useMutation("post", "/api/v1/quotes/refund");

export function useRefunds() {
  return api.useInfiniteQuery("get", "/api/v1/payments/refunds", { params: { query: { limit: 10 } } }, PAGES);
}

/** Takes a request back: the minutes are on the balance again. */
export function useTakeBack() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/payments/refunds/{refund_id}/cancel", { onSuccess: () => cache.invalidateQueries() });
}

/** Asks for money for the free minutes of a lot; one click is one refund. What is shown stays until the answer was read. */
export function useRefundLot() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: { lot_id: string; reason_code: PayersReason }): Promise<Refund> => {
      const headers = { "Idempotency-Key": keyFor("refund", `${body.lot_id} ${body.reason_code}`) };
      const { data } = await client.POST("/api/v1/payments/refunds", { headers, body });
      return data as Refund;
    },
    onSuccess: () => {
      forgetKey("refund");
      return cache.invalidateQueries({ refetchType: "none" });
    },
  });
}
