import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client } from "~/api/client";
import { forgetKey, keyFor } from "~/api/idempotency";

export type Payment = Answer<"/api/v1/payments/{payment_id}">;
export type Refund = Answer<"/api/v1/payments/refunds", "post">;
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

export const useRefundQuote = () => api.useMutation("post", "/api/v1/quotes/refund");

/** Returns the free minutes of a lot as money; one click is one refund. What is shown stays until the answer was read. */
export function useRefundLot() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (lot_id: string): Promise<Refund> => {
      const headers = { "Idempotency-Key": keyFor("refund", lot_id) };
      const { data } = await client.POST("/api/v1/payments/refunds", { headers, body: { lot_id } });
      return data as Refund;
    },
    onSuccess: () => {
      forgetKey("refund");
      return cache.invalidateQueries({ refetchType: "none" });
    },
  });
}
