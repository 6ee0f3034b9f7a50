import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api } from "~/api/client";

export type Application = Answer<"/api/v1/documents/application">;
export type Paper = Answer<"/api/v1/documents">["items"][number];
export type Kind = Paper["kind"];
export type PaperState = Paper["state"];
export type PaperReason = Paper["reason_codes"][number];
export type ApplicationReason = NonNullable<Application["reason_code"]>;
export type Step = Application["steps"][number];
export type TaxStatus = NonNullable<Application["tax_status"]>;

/** Changes are heard of at once; this is for a tab that lost its stream. */
const MOVING: readonly PaperState[] = ["uploaded", "scanning", "queued", "sent", "in_review", "manual_review"];

function pause(papers: readonly Paper[]): number | false {
  return papers.some(({ current, state }) => current && MOVING.includes(state)) && 20_000;
}

export const papersQuery = api.queryOptions("get", "/api/v1/documents", {}, {
  refetchInterval: (query) => pause((query.state.data as { items: Paper[] } | undefined)?.items ?? []),
});

export const applicationQuery = api.queryOptions("get", "/api/v1/documents/application", {}, { refetchInterval: 60_000 });

export function useSaveAnswers() {
  const cache = useQueryClient();
  return api.useMutation("put", "/api/v1/documents/application", {
    onSuccess: (application) => {
      cache.setQueryData(applicationQuery.queryKey, application);
      void cache.invalidateQueries(); // what the profile lacks depends on the answers
    },
  });
}

export function usePapersChanged() {
  const cache = useQueryClient();
  return () => Promise.all([papersQuery, applicationQuery].map((query) => cache.invalidateQueries({ queryKey: query.queryKey })));
}
