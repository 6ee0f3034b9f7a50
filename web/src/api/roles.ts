const STAFF: readonly string[] = ["support", "moderator", "finance", "admin"];

/** Whether somebody with these roles works for the platform. */
export function isStaff(roles: readonly string[]): boolean {
  return STAFF.some((role) => roles.includes(role));
}
