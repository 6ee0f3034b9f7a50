import { useLingui } from "@lingui/react/macro";
import { isStaff } from "~/api/roles";
import type { Role } from "~/features/auth/queries";

export type NavigationItem = {
  to: "/desk" | "/home" | "/tutor" | "/tutors" | "/lessons" | "/subscriptions" | "/payments" | "/tutor/calendar" | "/tutor/availability" | "/tutor/profile" | "/tutor/earnings";
  label: string;
};

/** Where each role may go; a visitor sees the search. */
export function useNavigation(roles: readonly Role[]): NavigationItem[] {
  const { t } = useLingui();
  if (roles.includes("tutor")) {
    return [
      { to: "/tutor", label: t`Сегодня` },
      { to: "/tutor/calendar", label: t`Календарь` },
      { to: "/lessons", label: t`Занятия` },
      { to: "/tutor/availability", label: t`Часы работы` },
      { to: "/tutor/profile", label: t`Анкета` },
      { to: "/tutor/earnings", label: t`Доходы` },
    ];
  }
  if (isStaff(roles)) return [{ to: "/desk", label: t`Рабочее место` }];
  const search: NavigationItem = { to: "/tutors", label: t`Репетиторы` };
  if (roles.length === 0) return [search];
  return [{ to: "/home", label: t`Главная` }, search, { to: "/lessons", label: t`Мои занятия` }, { to: "/subscriptions", label: t`Подписки` }, { to: "/payments", label: t`Платежи` }];
}
