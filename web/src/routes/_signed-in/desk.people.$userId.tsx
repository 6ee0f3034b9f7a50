import { createFileRoute, notFound } from "@tanstack/react-router";
import { PersonView } from "~/features/backoffice/person-view";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/people/$userId")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("people", context.session.roles)) throw notFound();
  },
  component: OnePerson,
});

function OnePerson() {
  const { userId } = Route.useParams();
  const { session } = Route.useRouteContext();
  return <PersonView key={userId} userId={userId} admin={session.roles.includes("admin")} me={session.user_id} />;
}
