import { useLingui } from "@lingui/react/macro";

export const ADDRESSES = {
  overview: "/desk/overview", tickets: "/desk/tickets", people: "/desk/people", verifications: "/desk/verifications", reviews: "/desk/reviews",
  payments: "/desk/payments", refunds: "/desk/refunds", reconciliation: "/desk/reconciliation", help: "/desk/help", policy: "/desk/policy",
  integrations: "/desk/integrations", audit: "/desk/audit", jobs: "/desk/jobs",
} as const;
export type SectionName = keyof typeof ADDRESSES;

/** Which roles have which part of the desk; the server decides anew at every request. */
const OPEN_TO: Record<SectionName, readonly string[]> = {
  overview: ["admin", "finance"],
  tickets: ["admin", "support"],
  people: ["admin", "support"],
  help: ["admin", "support"],
  verifications: ["admin", "moderator"],
  reviews: ["admin", "moderator"],
  payments: ["admin", "finance", "support"],
  refunds: ["admin", "finance", "support"],
  reconciliation: ["admin", "finance"],
  policy: ["admin", "finance"],
  integrations: ["admin"],
  audit: ["admin"],
  jobs: ["admin"],
};

export function mayOpen(section: SectionName, roles: readonly string[]): boolean {
  return OPEN_TO[section].some((role) => roles.includes(role));
}

export function useSections(roles: readonly string[]): { name: SectionName; to: (typeof ADDRESSES)[SectionName]; label: string }[] {
  const { t } = useLingui();
  const labels: Record<SectionName, string> = {
    overview: t`Сводка`, tickets: t`Обращения`, people: t`Люди`, verifications: t`Проверка репетиторов`, reviews: t`Правки анкет`, payments: t`Платежи`,
    refunds: t`Возвраты`, reconciliation: t`Сверка`, help: t`Справка и шаблоны`, policy: t`Правила и лимиты`, integrations: t`Внешние системы`,
    audit: t`Журнал аудита`, jobs: t`Остановленные задания`,
  };
  const names = Object.keys(ADDRESSES) as SectionName[];
  return names.filter((name) => mayOpen(name, roles)).map((name) => ({ name, to: ADDRESSES[name], label: labels[name] }));
}
