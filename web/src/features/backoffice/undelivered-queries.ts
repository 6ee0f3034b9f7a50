import { useQueryClient } from "@tanstack/react-query";
import { type Answer, api } from "~/api/client";

export type Letter = Answer<"/api/v1/backoffice/jobs/letters">["items"][number];
export type ParkedMessage = Answer<"/api/v1/backoffice/jobs/messages">["items"][number];

export const lettersQuery = api.queryOptions("get", "/api/v1/backoffice/jobs/letters", {}, { refetchInterval: 60_000 });
export const messagesQuery = api.queryOptions("get", "/api/v1/backoffice/jobs/messages", {}, { refetchInterval: 60_000 });

function useRefreshing(queryKey: readonly unknown[]) {
  const cache = useQueryClient();
  return { onSuccess: () => cache.invalidateQueries({ queryKey }) };
}

export function useRetryLetter() {
  return api.useMutation("post", "/api/v1/backoffice/jobs/letters/{letter_id}/retry", useRefreshing(lettersQuery.queryKey));
}

export function useDropLetter() {
  return api.useMutation("post", "/api/v1/backoffice/jobs/letters/{letter_id}/drop", useRefreshing(lettersQuery.queryKey));
}

export function useRetryMessage() {
  return api.useMutation("post", "/api/v1/backoffice/jobs/messages/{parked_id}/retry", useRefreshing(messagesQuery.queryKey));
}

export function useDropMessage() {
  return api.useMutation("post", "/api/v1/backoffice/jobs/messages/{parked_id}/drop", useRefreshing(messagesQuery.queryKey));
}
