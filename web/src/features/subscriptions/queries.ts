import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { forgetKey, keyFor } from "~/api/idempotency";
import { useLive } from "~/api/live";
import { problemOf } from "~/api/problem";

export type Lot = Answer<"/api/v1/subscriptions/credits">["items"][number];
export type Plans = Answer<"/api/v1/subscriptions/plans">;
export type Plan = Plans["items"][number];
export type Subscription = Answer<"/api/v1/subscriptions/{subscription_id}">;
export type Step = Answer<"/api/v1/subscriptions/{subscription_id}/history">["items"][number];
export type RefundReason = NonNullable<Command<"/api/v1/subscriptions/{subscription_id}/refund">["reason_code"]>;
export type CancelReason = NonNullable<Subscription["cancel_reason"]>;
export type Method = Answer<"/api/v1/payments/methods">["items"][number];

export const creditsQuery = api.queryOptions("get", "/api/v1/subscriptions/credits");
export const methodsQuery = api.queryOptions("get", "/api/v1/payments/methods");
export const subscriptionsQuery = api.queryOptions("get", "/api/v1/subscriptions", { params: { query: { limit: 50 } } });

export function plansQuery(tutor_id: string, learner_id?: string) {
  return api.queryOptions("get", "/api/v1/subscriptions/plans", { params: { query: { tutor_id, learner_id } } });
}

export function subscriptionQuery(subscription_id: string) {
  return api.queryOptions("get", "/api/v1/subscriptions/{subscription_id}", { params: { path: { subscription_id } } });
}

export function historyQuery(subscription_id: string) {
  return api.queryOptions("get", "/api/v1/subscriptions/{subscription_id}/history", { params: { path: { subscription_id } } });
}

/** Free minutes with one tutor, over all lots. */
export function freeMinutesWith(totals: readonly { tutor_id: string; free: number }[] | undefined, tutorId: string): number {
  return totals?.find((total) => total.tutor_id === tutorId)?.free ?? 0;
}

/** One click is one command, however often it is clicked: the key is kept until the server has answered. */
function useKeyed<Body>(intent: string, send: (headers: { "Idempotency-Key": string }, body: Body) => Promise<Subscription>) {
  const changed = useChanged();
  return useMutation({
    mutationFn: async (body: Body): Promise<Subscription> => {
      try {
        return await send({ "Idempotency-Key": keyFor(intent, body) }, body);
      } catch (error) {
        const { status } = problemOf(error);
        if (status >= 400 && status < 500) forgetKey(intent);
        throw error;
      }
    },
    onSuccess: (found) => {
      forgetKey(intent);
      return changed(found);
    },
  });
}

export function useSubscribe() {
  return useKeyed<Command<"/api/v1/subscriptions">>("subscribe", async (headers, body) => (await client.POST("/api/v1/subscriptions", { headers, body })).data as Subscription);
}

export function usePay(subscription_id: string) {
  const params = { path: { subscription_id } };
  return useKeyed<Command<"/api/v1/subscriptions/{subscription_id}/pay">>(`pay-${subscription_id}`, async (headers, body) =>
    (await client.POST("/api/v1/subscriptions/{subscription_id}/pay", { params: { ...params, header: headers }, body })).data as Subscription);
}

export function useTopUp(subscription_id: string) {
  const params = { path: { subscription_id } };
  return useKeyed<Command<"/api/v1/subscriptions/{subscription_id}/top-up">>(`top-up-${subscription_id}`, async (headers, body) =>
    (await client.POST("/api/v1/subscriptions/{subscription_id}/top-up", { params: { ...params, header: headers }, body })).data as Subscription);
}

export const useRefundQuote = () => api.useMutation("post", "/api/v1/quotes/subscription-refund");

export function useRefundSubscription(subscription_id: string) {
  const params = { path: { subscription_id } };
  return useKeyed<Command<"/api/v1/subscriptions/{subscription_id}/refund">>(`refund-${subscription_id}`, async (headers, body) =>
    (await client.POST("/api/v1/subscriptions/{subscription_id}/refund", { params: { ...params, header: headers }, body })).data as Subscription);
}

export const useCancel = () => api.useMutation("post", "/api/v1/subscriptions/{subscription_id}/cancel", { onSuccess: useChanged() });
export const useUndoCancel = () => api.useMutation("post", "/api/v1/subscriptions/{subscription_id}/undo-cancel", { onSuccess: useChanged() });
export const useSetCollection = () => api.useMutation("put", "/api/v1/subscriptions/{subscription_id}/collection", { onSuccess: useChanged() });

/** A subscription moves minutes and money too: everything that may show them is read again. */
function useChanged() {
  const cache = useQueryClient();
  return (found: Subscription) => {
    cache.setQueryData(subscriptionQuery(found.id).queryKey, found);
    return cache.invalidateQueries();
  };
}

/** What the worker did to a subscription (paid, renewed, skipped, ended) is on screen at once. */
export function useLiveSubscriptions() {
  const cache = useQueryClient();
  useLive("subscriptions", () => {
    void cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/v1/subscriptions") });
  });
}
