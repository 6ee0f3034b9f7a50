import { isStaff } from "~/api/roles";

/** Where a visitor wanted to go before signing in; only paths of our own. */
export function nextFrom(search: Record<string, unknown>): { next?: string } {
  const next = search.next;
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

/** The first screen of a role. */
export function homeOf(roles: readonly string[]): "/desk" | "/tutor" | "/home" {
  if (isStaff(roles)) return "/desk";
  return roles.includes("tutor") ? "/tutor" : "/home";
}
