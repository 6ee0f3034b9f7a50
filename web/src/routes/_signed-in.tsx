import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Outlet, redirect, useLocation, useNavigate } from "@tanstack/react-router";
import { isStaff } from "~/api/roles";
import { AcceptChanges } from "~/features/auth/accept-changes";
import { consentsQuery } from "~/features/auth/consents";
import { mustSetUpFactor, sessionQuery, useSignOut } from "~/features/auth/queries";

const SECURITY = "/settings/security";

/** Everything below needs a session; a visitor signs in and comes back to the same address. */
export const Route = createFileRoute("/_signed-in")({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: "/sign-in", search: { next: location.href } });
    if (mustSetUpFactor(session) && location.pathname !== SECURITY) throw redirect({ to: SECURITY });
    return { session };
  },
  component: SignedIn,
});

/** Changed terms come first; whoever does not agree can still take the data along and leave. */
function SignedIn() {
  const { session } = Route.useRouteContext();
  const { data } = useQuery({ ...consentsQuery, enabled: !isStaff(session.roles) });
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leaving = useLocation({ select: ({ pathname }) => pathname === "/settings/privacy" });
  const due = (data?.items ?? []).filter((consent) => consent.due);
  const leave = async () => {
    await signOut.mutateAsync({});
    await navigate({ to: "/" });
  };
  return due.length > 0 && !leaving ? <AcceptChanges due={due} leave={() => void leave()} /> : <Outlet />;
}
