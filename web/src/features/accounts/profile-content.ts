import type { TutorProfile } from "./queries";

/** Fields of the form at which the server's refusals may stand. */
export const FIELDS = [
  "headline", "about", "subjects", "languages", "education", "experience_years", "cancellation_preset", "lesson_minutes", "meeting_url",
];

export type ProfileContent = Omit<TutorProfile, "tutor_id" | "state" | "missing" | "completeness" | "next_step" | "review" | "version">;

/** What the tutor writes, without what the server adds. */
export function contentOf(profile: TutorProfile): ProfileContent {
  const { tutor_id: _, state: _state, missing: _missing, completeness: _percent, next_step: _next, review: _review, version: _version, ...content } = profile;
  return content;
}
