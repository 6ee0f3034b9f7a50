import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client } from "~/api/client";
import { queryOf, type TutorFilters } from "./filters";

export type Subject = Answer<"/api/v1/catalog/subjects">["items"][number];
export type TutorCard = Answer<"/api/v1/catalog/tutors">["items"][number];
export type Tutor = Answer<"/api/v1/catalog/tutors/{tutor_id}">;
export type Favourite = Answer<"/api/v1/catalog/favourites">["items"][number];
export type Review = Answer<"/api/v1/catalog/tutors/{tutor_id}/reviews">["items"][number];

export const subjectsQuery = api.queryOptions("get", "/api/v1/catalog/subjects", {}, { staleTime: 60 * 60_000 });

export function tutorQuery(tutor_id: string) {
  return api.queryOptions("get", "/api/v1/catalog/tutors/{tutor_id}", { params: { path: { tutor_id } } }, { staleTime: 30_000 });
}

export function useTutorSearch(filters: TutorFilters, now: Date) {
  return api.useInfiniteQuery(
    "get",
    "/api/v1/catalog/tutors",
    { params: { query: queryOf(filters, now) } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: (shown) => shown,
      staleTime: 30_000,
    },
  );
}

export function useReviews(tutor_id: string) {
  return api.useInfiniteQuery(
    "get",
    "/api/v1/catalog/tutors/{tutor_id}/reviews",
    { params: { path: { tutor_id }, query: { limit: 5 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next_cursor ?? undefined },
  );
}

/** All of them: there are at most a hundred. */
export const favouritesQuery = api.queryOptions("get", "/api/v1/catalog/favourites", { params: { query: { limit: 100 } } }, { staleTime: 60_000 });

/** Shown at once; what the server has is read again afterwards, also when it declined. */
export function useMark(tutor_id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (marked: boolean) => {
      const params = { params: { path: { tutor_id } } };
      if (marked) await client.PUT("/api/v1/catalog/favourites/{tutor_id}", params);
      else await client.DELETE("/api/v1/catalog/favourites/{tutor_id}", params);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: favouritesQuery.queryKey }),
  });
}

/** Names of subjects and levels by their codes; a code the catalogue does not know stays as it is. */
export function useSubjectNames(): { subject: (code: string) => string; level: (subject: string, code: string) => string } {
  const { data } = useQuery(subjectsQuery);
  const find = (code: string) => data?.items.find((item) => item.subject === code);
  return {
    subject: (code) => find(code)?.name ?? code,
    level: (subject, code) => find(subject)?.levels.find((item) => item.level === code)?.name ?? code,
  };
}

export function useWriteReview() {
  const cache = useQueryClient();
  return api.useMutation("post", "/api/v1/catalog/tutors/{tutor_id}/reviews", {
    onSuccess: () => cache.invalidateQueries({ queryKey: ["get", "/api/v1/catalog/tutors/{tutor_id}/reviews"] }),
  });
}
