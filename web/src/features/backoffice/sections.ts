import { useLingui } from "@lingui/react/macro";

export type SectionName = "people" | "reviews" | "audit" | "jobs";

/** Which roles have which part of the desk; the server decides anew at every request. */
const OPEN_TO: Record<SectionName, readonly string[]> = {
  people: ["admin", "support"],
  reviews: ["admin", "moderator"],
  audit: ["admin"],
  jobs: ["admin"],
};

export const ADDRESSES = { people: "/desk/people", reviews: "/desk/reviews", audit: "/desk/audit", jobs: "/desk/jobs" } as const;

export function mayOpen(section: SectionName, roles: readonly string[]): boolean {
  return OPEN_TO[section].some((role) => roles.includes(role));
}

export function useSections(roles: readonly string[]): { name: SectionName; to: (typeof ADDRESSES)[SectionName]; label: string }[] {
  const { t } = useLingui();
  const labels: Record<SectionName, string> = { people: t`Люди`, reviews: t`Правки анкет`, audit: t`Журнал аудита`, jobs: t`Остановленные задания` };
  const names: SectionName[] = ["people", "reviews", "audit", "jobs"];
  return names.filter((name) => mayOpen(name, roles)).map((name) => ({ name, to: ADDRESSES[name], label: labels[name] }));
}
