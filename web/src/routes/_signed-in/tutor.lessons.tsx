import { createFileRoute, redirect } from "@tanstack/react-router";

/** One list of lessons serves both sides. */
export const Route = createFileRoute("/_signed-in/tutor/lessons")({
  beforeLoad: () => {
    throw redirect({ to: "/lessons" });
  },
});
