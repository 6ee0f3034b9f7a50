import type { QueryClient, QueryKey, QueryObserverOptions } from "@tanstack/react-query";
import { createFinalURL, createQuerySerializer, defaultPathSerializer } from "openapi-fetch";

/** A question a page puts to the API; `address` is where its answer is. */
export type Question = { key: QueryKey; paged: boolean; address: string };
export type Answer = Question & { body: unknown };

/** Puts the answers where the screens look for them; they are as old as `updatedAt` says. */
export function keepAnswers(queryClient: QueryClient, answers: readonly Answer[], updatedAt: number): void {
  for (const { key, paged, body } of answers) {
    const data = paged ? { pages: [body], pageParams: [null] } : body;
    queryClient.setQueryData(key, data, { updatedAt });
  }
}

/** What the screens asked for and did not find. */
export function openQuestions(queryClient: QueryClient): Question[] {
  return queryClient
    .getQueryCache()
    .findAll({ predicate: ({ state, options }) => state.data === undefined && (options as QueryObserverOptions).enabled !== false })
    .filter(({ queryKey }) => queryKey[0] === "get")
    .map(({ queryKey, options }) => ({ key: queryKey, paged: "initialPageParam" in options, address: addressOf(queryKey) }));
}

type Init = { params?: { query?: Record<string, unknown>; path?: Record<string, unknown> } };

function addressOf(key: QueryKey): string {
  const [, path, init] = key as [string, string, Init?];
  const querySerializer = createQuerySerializer<unknown>();
  return createFinalURL(path, { baseUrl: "", params: init?.params ?? {}, querySerializer, pathSerializer: defaultPathSerializer });
}
