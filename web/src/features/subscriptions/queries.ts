import { type Answer, api } from "~/api/client";

export type Lot = Answer<"/api/v1/subscriptions/credits">["items"][number];

export const creditsQuery = api.queryOptions("get", "/api/v1/subscriptions/credits");

/** Free minutes with one tutor, over all lots. */
export function freeMinutesWith(totals: readonly { tutor_id: string; free: number }[] | undefined, tutorId: string): number {
  return totals?.find((total) => total.tutor_id === tutorId)?.free ?? 0;
}
