import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { mayOpen } from "~/features/backoffice/sections";
import { VerificationView } from "~/features/backoffice/verification-view";

export const Route = createFileRoute("/_signed-in/desk/verifications/$tutorId")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("verifications", context.session.roles)) throw notFound();
  },
  component: OneVerification,
});

function OneVerification() {
  const { tutorId } = Route.useParams();
  const navigate = useNavigate();
  return <VerificationView key={tutorId} tutorId={tutorId} done={() => void navigate({ to: "/desk/verifications" })} />;
}
