import { createFileRoute, notFound } from "@tanstack/react-router";
import { ComparisonView } from "~/features/backoffice/comparison-list";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/reconciliation")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("reconciliation", context.session.roles)) throw notFound();
  },
  component: ComparisonView,
});
