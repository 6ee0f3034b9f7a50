import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";
import { mustSetUpFactor, sessionQuery } from "~/features/auth/queries";

const SECURITY = "/settings/security";

/** Everything below needs a session; a visitor signs in and comes back to the same address. */
export const Route = createFileRoute("/_signed-in")({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: "/sign-in", search: { next: location.href } });
    if (mustSetUpFactor(session) && location.pathname !== SECURITY) throw redirect({ to: SECURITY });
    return { session };
  },
  component: Outlet,
});
