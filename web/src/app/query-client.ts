import { QueryClient } from "@tanstack/react-query";
import { problemOf } from "~/api/problem";

/** A refusal is an answer: it is not asked again. Only silence and server faults are, twice. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && (problemOf(error).status === 0 || problemOf(error).status >= 500),
        staleTime: 10_000,
      },
    },
  });
}
