import { createFileRoute, notFound } from "@tanstack/react-router";
import { keyOf } from "~/features/backoffice/policy-queries";
import { PolicyView } from "~/features/backoffice/policy-view";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/policy/$key")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("policy", context.session.roles)) throw notFound();
  },
  component: OneNumber,
});

function OneNumber() {
  const { key } = Route.useParams();
  return <PolicyView key={key} name={keyOf(key)} />;
}
