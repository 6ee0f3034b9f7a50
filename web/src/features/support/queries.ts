import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { forgetKey, keyFor } from "~/api/idempotency";
import { useLive } from "~/api/live";

export type Ticket = Answer<"/api/v1/support/tickets/{ticket_id}">;
export type TicketInList = Answer<"/api/v1/support/tickets">["items"][number];
export type Article = Answer<"/api/v1/support/articles/{slug}">;
export type ArticleInList = Answer<"/api/v1/support/articles">["items"][number];
export type NewTicket = Command<"/api/v1/support/tickets">;

const TICKETS = "/api/v1/support/tickets";

export function articlesQuery(q: string | undefined) {
  return api.queryOptions("get", "/api/v1/support/articles", { params: { query: q ? { q } : {} } }, { staleTime: 60_000 });
}

export function articleQuery(slug: string) {
  return api.queryOptions("get", "/api/v1/support/articles/{slug}", { params: { path: { slug } } }, { staleTime: 60_000 });
}

/** By when whoever writes now has an answer: it moves on with the hours of support. */
export const categoriesQuery = api.queryOptions("get", "/api/v1/support/categories", {}, { staleTime: 60_000, refetchInterval: 60_000 });

export function ticketQuery(ticket_id: string) {
  return api.queryOptions("get", `${TICKETS}/{ticket_id}`, { params: { path: { ticket_id } } }, { refetchInterval: 60_000 });
}

export function useTickets() {
  return api.useInfiniteQuery("get", TICKETS, {}, {
    pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: 60_000,
  });
}

/** Whatever is said in a ticket is on screen at once. */
export function useLiveTickets() {
  const cache = useQueryClient();
  useLive("tickets", ({ id }) => {
    void cache.invalidateQueries({ queryKey: ["get", TICKETS] });
    void cache.invalidateQueries(id ? { queryKey: ticketQuery(id).queryKey } : { queryKey: ["get", `${TICKETS}/{ticket_id}`] });
  });
}

function useTicketChanged() {
  const cache = useQueryClient();
  return async (ticket: Ticket) => {
    cache.setQueryData(ticketQuery(ticket.id).queryKey, ticket);
    await cache.invalidateQueries({ queryKey: ["get", TICKETS] });
  };
}

/** Sent once, however often the button is pressed. */
export function useOpenTicket() {
  return useMutation({
    mutationFn: async (body: NewTicket): Promise<Ticket> => {
      const headers = { "Idempotency-Key": keyFor("ticket", body) };
      const { data } = await client.POST(TICKETS, { headers, body });
      return data as Ticket;
    },
    onSuccess: useTicketChanged(),
    onSettled: () => forgetKey("ticket"),
  });
}

export function useWriteMessage(ticket_id: string) {
  return useMutation({
    mutationFn: async (body: Command<"/api/v1/support/tickets/{ticket_id}/messages">): Promise<Ticket> => {
      const headers = { "Idempotency-Key": keyFor(`message:${ticket_id}`, body) };
      const { data } = await client.POST(`${TICKETS}/{ticket_id}/messages`, { headers, params: { path: { ticket_id } }, body });
      return data as Ticket;
    },
    onSuccess: useTicketChanged(),
    onSettled: () => forgetKey(`message:${ticket_id}`),
  });
}

export const useCloseTicket = () => api.useMutation("post", `${TICKETS}/{ticket_id}/close`, { onSuccess: useTicketChanged() });
export const useReopenTicket = () => api.useMutation("post", `${TICKETS}/{ticket_id}/reopen`, { onSuccess: useTicketChanged() });
export const useRateTicket = () => api.useMutation("post", `${TICKETS}/{ticket_id}/rating`, { onSuccess: useTicketChanged() });
