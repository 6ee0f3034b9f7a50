import { keepPreviousData, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Query } from "~/api/client";

export type Person = Answer<"/api/v1/backoffice/users">["items"][number];
export type PersonCard = Answer<"/api/v1/backoffice/users/{user_id}">;
export type AccountState = Person["state"];
export type Role = Person["roles"][number];
export type Review = Answer<"/api/v1/backoffice/profile-reviews/{review_id}">;
export type RejectReason = NonNullable<Review["reason_code"]>;
export type AuditEntry = Answer<"/api/v1/backoffice/audit">["items"][number];
export type AuditChain = Answer<"/api/v1/backoffice/audit/chain">;
export type Affected = Answer<"/api/v1/backoffice/audit/affected">;
export type ParkedJob = Answer<"/api/v1/backoffice/jobs/parked">["items"][number];
export type PeopleFilters = { q?: string; role?: Role; state?: AccountState };
export type AuditFilters = Omit<Query<"/api/v1/backoffice/audit">, "limit" | "cursor">;

export const PAGED = {
  pageParamName: "cursor", initialPageParam: null,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
};

export function usePeople(filters: PeopleFilters) {
  return api.useInfiniteQuery("get", "/api/v1/backoffice/users", { params: { query: { ...filters, limit: 25 } } }, {
    ...PAGED, placeholderData: keepPreviousData,
  });
}

/** Every reading is audited, so nothing reads it by itself: not the focus of the window, not the age of the answer. */
export function personQuery(user_id: string, reason: string) {
  return api.queryOptions(
    "get", "/api/v1/backoffice/users/{user_id}", { params: { path: { user_id }, query: { reason } } },
    { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false, gcTime: 5 * 60_000 },
  );
}

function usePersonChanged() {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: ["get", "/api/v1/backoffice/users/{user_id}"] });
    await cache.invalidateQueries({ queryKey: ["get", "/api/v1/backoffice/users"] });
  };
}

export const useBlock = () => api.useMutation("post", "/api/v1/backoffice/users/{user_id}/block", { onSuccess: usePersonChanged() });
export const useUnblock = () => api.useMutation("post", "/api/v1/backoffice/users/{user_id}/unblock", { onSuccess: usePersonChanged() });
export const useEndSessions = () => api.useMutation("post", "/api/v1/backoffice/users/{user_id}/sessions/end", { onSuccess: usePersonChanged() });
export const useSetRoles = () => api.useMutation("put", "/api/v1/backoffice/users/{user_id}/roles", { onSuccess: usePersonChanged() });

/** Numbers only: looking at them is nobody's business and not audited. */
export const waitingQuery = api.queryOptions("get", "/api/v1/backoffice/waiting", {}, { refetchInterval: 60_000 });

const REVIEWS = "/api/v1/backoffice/profile-reviews";

export function useReviews() {
  return api.useInfiniteQuery("get", REVIEWS, { params: { query: { limit: 25 } } }, PAGED);
}

export function reviewQuery(review_id: string) {
  return api.queryOptions("get", `${REVIEWS}/{review_id}`, { params: { path: { review_id } } }, { staleTime: 60_000 });
}

function useReviewDecided() {
  const cache = useQueryClient();
  return async (review: Review) => {
    cache.setQueryData(reviewQuery(review.id).queryKey, review);
    await cache.invalidateQueries({ queryKey: ["get", REVIEWS] });
    await cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
  };
}

export const useApprove = () => api.useMutation("post", `${REVIEWS}/{review_id}/approve`, { onSuccess: useReviewDecided() });
export const useReject = () => api.useMutation("post", `${REVIEWS}/{review_id}/reject`, { onSuccess: useReviewDecided() });

export function useAudit(filters: AuditFilters) {
  return api.useInfiniteQuery("get", "/api/v1/backoffice/audit", { params: { query: { ...filters, limit: 50 } } }, {
    ...PAGED, placeholderData: keepPreviousData, refetchOnWindowFocus: false,
  });
}

export function useOwnActions() {
  return api.useInfiniteQuery("get", "/api/v1/backoffice/audit/mine", { params: { query: { limit: 10 } } }, PAGED);
}

/** While a walk is going on it is asked every second how far it is. */
export const chainQuery = api.queryOptions("get", "/api/v1/backoffice/audit/chain", {}, {
  refetchInterval: (query) => ((query.state.data as AuditChain | undefined)?.checking_since ? 1000 : false),
});

export function useVerify() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/backoffice/audit/verify", {
    onSuccess: (chain) => cache.setQueryData(chainQuery.queryKey, chain),
  });
}

export function affectedQuery(actor_id: string, since: string | undefined, until: string | undefined) {
  return api.queryOptions("get", "/api/v1/backoffice/audit/affected", { params: { query: { actor_id, since, until } } }, {
    staleTime: 60_000, refetchOnWindowFocus: false,
  });
}

/** Fetched, not followed as a link: a refusal is then said here and not shown as a page of JSON. */
export function useExport() {
  return useMutation({
    mutationFn: async (query: AuditFilters) => {
      const { data, response } = await client.GET("/api/v1/backoffice/audit/export", { params: { query }, parseAs: "blob" });
      const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "audit.csv";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(data as unknown as Blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
  });
}

export const parkedQuery = api.queryOptions("get", "/api/v1/backoffice/jobs/parked", {}, { refetchInterval: 60_000 });

export function useRetry() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/backoffice/jobs/parked/{job_id}/retry", {
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: parkedQuery.queryKey });
      await cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
    },
  });
}

export function useDrop() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/backoffice/jobs/parked/{job_id}/drop", {
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: parkedQuery.queryKey });
      await cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
    },
  });
}
