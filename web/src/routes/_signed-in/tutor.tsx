import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";

/** The tutor's own screens; other roles are led to theirs. */
export const Route = createFileRoute("/_signed-in/tutor")({
  beforeLoad: ({ context }) => {
    if (!context.session.roles.includes("tutor")) throw redirect({ to: "/home" });
  },
  component: Outlet,
});
