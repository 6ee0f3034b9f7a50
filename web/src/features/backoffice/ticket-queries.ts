import { keepPreviousData, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command, type Query } from "~/api/client";
import { forgetKey, keyFor } from "~/api/idempotency";
import { useLive } from "~/api/live";
import { waitingQuery } from "./queries";

const TICKETS = "/api/v1/backoffice/tickets";

export type DeskTicket = Answer<"/api/v1/backoffice/tickets/{ticket_id}">;
export type TicketRow = Answer<"/api/v1/backoffice/tickets">["items"][number];
export type DeskClock = DeskTicket["clocks"][number];
export type Priority = DeskTicket["priority"];
export type TicketFilters = Omit<Query<"/api/v1/backoffice/tickets">, "limit" | "cursor">;
export type Macro = Answer<"/api/v1/backoffice/macros">["items"][number];
export type DeskArticle = Answer<"/api/v1/backoffice/articles">["items"][number];
export type AnswerBody = Command<"/api/v1/backoffice/tickets/{ticket_id}/answer">;

export function useTicketQueue(filters: TicketFilters) {
  return api.useInfiniteQuery("get", TICKETS, { params: { query: { ...filters, limit: 25 } } }, {
    pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData, refetchOnWindowFocus: false,
  });
}

/** A look is audited: it is read again when something in the ticket has changed, and not by itself. */
export function deskTicketQuery(ticket_id: string) {
  return api.queryOptions("get", `${TICKETS}/{ticket_id}`, { params: { path: { ticket_id } } }, {
    staleTime: 60_000, refetchOnWindowFocus: false,
  });
}

export const agentsQuery = api.queryOptions("get", "/api/v1/backoffice/agents", {}, { staleTime: 300_000 });
export const macrosQuery = api.queryOptions("get", "/api/v1/backoffice/macros", {}, { staleTime: 60_000 });
export const deskArticlesQuery = api.queryOptions("get", "/api/v1/backoffice/articles", {}, { staleTime: 30_000 });

export function editionsQuery(slug: string) {
  return api.queryOptions("get", "/api/v1/support/articles/{slug}/editions", { params: { path: { slug } } });
}

/** What a colleague or a customer does is on screen at once. */
export function useLiveDesk() {
  const cache = useQueryClient();
  useLive("tickets", ({ id }) => {
    void cache.invalidateQueries({ queryKey: ["get", TICKETS] });
    void cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
    void cache.invalidateQueries(id ? { queryKey: deskTicketQuery(id).queryKey } : { queryKey: ["get", `${TICKETS}/{ticket_id}`] });
  });
}

function useTicketChanged() {
  const cache = useQueryClient();
  return async (ticket: DeskTicket) => {
    cache.setQueryData(deskTicketQuery(ticket.id).queryKey, ticket);
    await cache.invalidateQueries({ queryKey: ["get", TICKETS] });
    await cache.invalidateQueries({ queryKey: waitingQuery.queryKey });
  };
}

export const useTake = () => api.useMutation("post", `${TICKETS}/{ticket_id}/take`, { onSuccess: useTicketChanged() });
export const useAssign = () => api.useMutation("post", `${TICKETS}/{ticket_id}/assign`, { onSuccess: useTicketChanged() });
export const useMove = () => api.useMutation("post", `${TICKETS}/{ticket_id}/move`, { onSuccess: useTicketChanged() });
export const useClassify = () => api.useMutation("post", `${TICKETS}/{ticket_id}/classify`, { onSuccess: useTicketChanged() });

/** Sent once, however often the button is pressed. */
export function useAnswer(ticket_id: string) {
  return useMutation({
    mutationFn: async (body: AnswerBody): Promise<DeskTicket> => {
      const headers = { "Idempotency-Key": keyFor(`answer:${ticket_id}`, body) };
      const { data } = await client.POST(`${TICKETS}/{ticket_id}/answer`, { headers, params: { path: { ticket_id } }, body });
      return data as DeskTicket;
    },
    onSuccess: useTicketChanged(),
    onSettled: () => forgetKey(`answer:${ticket_id}`),
  });
}

export function useNote(ticket_id: string) {
  return useMutation({
    mutationFn: async (body: Command<"/api/v1/backoffice/tickets/{ticket_id}/notes">): Promise<DeskTicket> => {
      const headers = { "Idempotency-Key": keyFor(`note:${ticket_id}`, body) };
      const { data } = await client.POST(`${TICKETS}/{ticket_id}/notes`, { headers, params: { path: { ticket_id } }, body });
      return data as DeskTicket;
    },
    onSuccess: useTicketChanged(),
    onSettled: () => forgetKey(`note:${ticket_id}`),
  });
}

function useMacrosChanged() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: macrosQuery.queryKey });
}

export const useAddMacro = () => api.useMutation("post", "/api/v1/backoffice/macros", { onSuccess: useMacrosChanged() });
export const useChangeMacro = () => api.useMutation("put", "/api/v1/backoffice/macros/{macro_id}", { onSuccess: useMacrosChanged() });
export const useRemoveMacro = () => api.useMutation("delete", "/api/v1/backoffice/macros/{macro_id}", { onSuccess: useMacrosChanged() });

function useArticlesChanged() {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: deskArticlesQuery.queryKey });
    await cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/v1/support/articles") });
  };
}

export const useWriteArticle = () => api.useMutation("post", "/api/v1/support/articles", { onSuccess: useArticlesChanged() });
export const useChangeArticle = () => api.useMutation("put", "/api/v1/support/articles/{slug}", { onSuccess: useArticlesChanged() });
