import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client } from "~/api/client";
import { waitingQuery } from "./queries";

const CASES = "/api/v1/backoffice/verifications";
const PAPERS = "/api/v1/backoffice/documents/{case_id}";

export type InQueue = Answer<typeof CASES>["items"][number];
export type Case = Answer<`${typeof CASES}/{tutor_id}`>;
export type CasePaper = Case["documents"][number];
export type PaperKind = CasePaper["kind"];
export type PaperReason = CasePaper["reason_codes"][number];
export type CaseReason = NonNullable<Case["reason_code"]>;

export function useVerifications() {
  return api.useInfiniteQuery("get", CASES, { params: { query: { limit: 25 } } }, {
    pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function caseQuery(tutor_id: string) {
  return api.queryOptions("get", `${CASES}/{tutor_id}`, { params: { path: { tutor_id } } }, { staleTime: 60_000, refetchOnWindowFocus: false });
}

function useDecided() {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: ["get", CASES] });
    await cache.invalidateQueries({ queryKey: ["get", `${CASES}/{tutor_id}`] });
    await cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
  };
}

export const useApprovePaper = () => api.useMutation("post", `${PAPERS}/approve`, { onSuccess: useDecided() });
export const useReturnPaper = () => api.useMutation("post", `${PAPERS}/reupload`, { onSuccess: useDecided() });
export const useRejectPaper = () => api.useMutation("post", `${PAPERS}/reject`, { onSuccess: useDecided() });
export const useApproveTutor = () => api.useMutation("post", `${CASES}/{tutor_id}/approve`, { onSuccess: useDecided() });
export const useReturnTutor = () => api.useMutation("post", `${CASES}/{tutor_id}/request-changes`, { onSuccess: useDecided() });
export const useRejectTutor = () => api.useMutation("post", `${CASES}/{tutor_id}/reject`, { onSuccess: useDecided() });

/** A page of a document as an address of this browser, which nothing keeps: each look is asked for and audited. */
export function useOpenPage() {
  return useMutation({
    mutationFn: async ({ document_id, page, reason }: { document_id: string; page: number; reason: string }) => {
      const params = { path: { document_id }, query: { page, reason } };
      const { data } = await client.GET("/api/v1/documents/{document_id}/content", { params, parseAs: "blob" });
      return URL.createObjectURL(data as unknown as Blob);
    },
  });
}
