import type { TutorProfile } from "./queries";

/** Fields of the form at which the server's refusals may stand. */
export const FIELDS = [
  "headline", "about", "subjects", "languages", "education", "experience_years", "cancellation_preset", "lesson_minutes", "meeting_url",
];

export type ProfileContent = Omit<TutorProfile, "tutor_id" | "state" | "missing" | "version">;

/** What the tutor writes, without what the server adds. */
export function contentOf({ tutor_id: _, state: __, missing: ___, version: ____, ...content }: TutorProfile): ProfileContent {
  return content;
}
