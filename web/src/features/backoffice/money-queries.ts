import { keepPreviousData, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, type Query } from "~/api/client";
import { PAGED, waitingQuery } from "./queries";

const PAYMENTS = "/api/v1/backoffice/payments";
const REFUNDS = "/api/v1/backoffice/refunds";
const RUNS = "/api/v1/backoffice/reconciliations";

export type FoundPayment = Answer<"/api/v1/backoffice/payments">["items"][number];
export type PaymentFile = Answer<"/api/v1/backoffice/payments/{payment_id}">;
export type DeskRefund = Answer<"/api/v1/backoffice/refunds">["items"][number];
export type AtProvider = Answer<"/api/v1/backoffice/payments/{payment_id}/ask", "post">;
export type Comparison = Answer<"/api/v1/backoffice/reconciliations">["items"][number];
export type PaymentState = FoundPayment["state"];
export type RefundState = DeskRefund["state"];
export type MoneyFilters = Omit<Query<"/api/v1/backoffice/payments">, "limit" | "cursor">;

/** Every look is audited, so nothing looks by itself. */
const ON_DEMAND = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

export function useFoundPayments(filters: MoneyFilters) {
  return api.useInfiniteQuery("get", PAYMENTS, { params: { query: { ...filters, limit: 25 } } }, {
    ...PAGED, ...ON_DEMAND, placeholderData: keepPreviousData,
  });
}

export function paymentFileQuery(payment_id: string) {
  return api.queryOptions("get", `${PAYMENTS}/{payment_id}`, { params: { path: { payment_id } } }, { ...ON_DEMAND, staleTime: 30_000 });
}

export const useAskProvider = () => api.useMutation("post", `${PAYMENTS}/{payment_id}/ask`, { onSuccess: useMoneyMoved() });

export function useRefundQueue(done: boolean) {
  return api.useInfiniteQuery("get", REFUNDS, { params: { query: { done, limit: 25 } } }, { ...PAGED, ...ON_DEMAND });
}

function useMoneyMoved() {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: ["get", REFUNDS] });
    await cache.invalidateQueries({ queryKey: ["get", `${PAYMENTS}/{payment_id}`] });
    await cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
  };
}

export const useApproveRefund = () => api.useMutation("post", `${REFUNDS}/{refund_id}/approve`, { onSuccess: useMoneyMoved() });
export const useRejectRefund = () => api.useMutation("post", `${REFUNDS}/{refund_id}/reject`, { onSuccess: useMoneyMoved() });
export const usePaidByHand = () => api.useMutation("post", `${REFUNDS}/{refund_id}/paid-by-hand`, { onSuccess: useMoneyMoved() });
export const useRefundCheck = () => api.useMutation("put", "/api/v1/backoffice/users/{user_id}/refund-check", { onSuccess: useMoneyMoved() });

/** Asked often for a while after somebody wanted a comparison now. */
export function comparisonsQuery(expecting: boolean) {
  return api.queryOptions("get", RUNS, { params: { query: { limit: 48 } } }, { refetchInterval: expecting ? 1000 : 60_000 });
}

export const useCompare = () => api.useMutation("post", RUNS);
