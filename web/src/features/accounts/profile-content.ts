import type { TutorProfile, TutorProfileInput } from "./queries";

/** Fields of the form at which the server's refusals may stand. */
export const FIELDS = [
  "headline", "about", "subjects", "languages", "education", "experience_years", "cancellation_preset", "lesson_minutes", "meeting_url",
];

/** What the tutor writes, without what the server adds. */
export function contentOf({ tutor_id: _, state: __, missing: ___, version: ____, ...content }: TutorProfile): TutorProfileInput {
  return content;
}
