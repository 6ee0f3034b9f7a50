import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, client, type Command } from "~/api/client";
import { forgetKey, keyFor } from "~/api/idempotency";
import { problemOf } from "~/api/problem";

export type Lesson = Answer<"/api/v1/lessons/{lesson_id}">;
export type LessonState = Lesson["state"];
export type Step = Answer<"/api/v1/lessons/{lesson_id}/history">["items"][number];
export type CancelQuote = Answer<"/api/v1/quotes/cancel", "post">;
export type Availability = Answer<"/api/v1/lessons/availability">;
export type AvailabilityInput = Command<"/api/v1/lessons/availability", "put">;
export type Insights = Answer<"/api/v1/lessons/insights">;
export type Slot = Answer<"/api/v1/lessons/tutors/{tutor_id}/slots">["slots"][number];
export type Booking = Command<"/api/v1/lessons">;

const DAY = 86_400_000;
const LESSONS = ["get", "/api/v1/lessons"] as const;

export function slotsQuery(tutor_id: string, from: Date, to: Date, minutes: number) {
  const query = { from: utc(from), to: utc(to), minutes };
  return api.queryOptions(
    "get", "/api/v1/lessons/tutors/{tutor_id}/slots", { params: { path: { tutor_id }, query } },
    {
      staleTime: 20_000,
      // Another zone begins the same week some hours sooner or later: what is shown stays until that has come.
      placeholderData: (shown, last) => {
        const before = last?.queryKey[2].params.query;
        const moved = before ? Math.abs(Date.parse(before.from) - from.getTime()) : Infinity;
        return before?.minutes === minutes && moved < DAY ? shown : undefined;
      },
    },
  );
}

export function lessonQuery(lesson_id: string) {
  return api.queryOptions("get", "/api/v1/lessons/{lesson_id}", { params: { path: { lesson_id } } });
}

export function historyQuery(lesson_id: string) {
  return api.queryOptions("get", "/api/v1/lessons/{lesson_id}/history", { params: { path: { lesson_id } } });
}

export const availabilityQuery = api.queryOptions("get", "/api/v1/lessons/availability");

const LIVE: LessonState[] = ["held", "scheduled", "awaiting_confirmation"];
const SETTLED: LessonState[] = ["completed", "cancelled", "expired"];

/** Lessons still to be held or confirmed, soonest first; or those that are over, latest first. */
export function useLessons(which: "upcoming" | "past") {
  const query = which === "upcoming" ? { state: LIVE, sort: "starts_at" as const } : { state: SETTLED, sort: "-starts_at" as const };
  return api.useInfiniteQuery("get", "/api/v1/lessons", { params: { query } }, {
    pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: 60_000,
  });
}

export const insightsQuery = api.queryOptions("get", "/api/v1/lessons/insights");

/** What is ahead or waits for a word, soonest first: enough for a home screen. */
export const aheadQuery = api.queryOptions(
  "get", "/api/v1/lessons", { params: { query: { state: LIVE, sort: "starts_at", limit: 50 } } }, { refetchInterval: 60_000 },
);

export function lessonsBetween(from: Date, to: Date) {
  const query = { from: utc(from), to: utc(to), state: [...LIVE, "completed" as const], limit: 100 };
  return api.queryOptions("get", "/api/v1/lessons", { params: { query } });
}

/** Books once however often it is clicked: the key belongs to this very slot until the server has answered. */
export function useBookLesson() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: Booking): Promise<Lesson> => {
      const headers = { "Idempotency-Key": keyFor("book", body) };
      try {
        const { data } = await client.POST("/api/v1/lessons", { headers, body });
        return data as Lesson;
      } catch (error) {
        if (problemOf(error).status >= 400 && problemOf(error).status < 500) forgetKey("book");
        throw error;
      }
    },
    onSuccess: (lesson) => {
      cache.setQueryData(lessonQuery(lesson.id).queryKey, lesson);
      return cache.invalidateQueries({ queryKey: LESSONS });
    },
  });
}

export const useCancelQuote = () => api.useMutation("post", "/api/v1/quotes/cancel");

export function useCancelLesson() {
  return api.useMutation("post", "/api/v1/lessons/{lesson_id}/cancel", { onSuccess: useLessonChanged() });
}

export function useConfirmLesson() {
  return api.useMutation("post", "/api/v1/lessons/{lesson_id}/confirm", { onSuccess: useLessonChanged() });
}

/** A lesson moves minutes and money too: everything that may show them is read again. */
function useLessonChanged() {
  const cache = useQueryClient();
  return (lesson: Lesson) => {
    cache.setQueryData(lessonQuery(lesson.id).queryKey, lesson);
    return cache.invalidateQueries();
  };
}

export function useSaveAvailability() {
  const cache = useQueryClient();
  return api.useMutation("put", "/api/v1/lessons/availability", {
    onSuccess: (availability) => {
      cache.setQueryData(availabilityQuery.queryKey, availability);
      return cache.invalidateQueries({ queryKey: ["get", "/api/v1/lessons/tutors/{tutor_id}/slots"] });
    },
  });
}

function utc(instant: Date): string {
  return instant.toISOString().replace(".000Z", "Z");
}
