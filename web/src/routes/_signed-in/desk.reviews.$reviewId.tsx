import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { ReviewView } from "~/features/backoffice/review-view";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/reviews/$reviewId")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("reviews", context.session.roles)) throw notFound();
  },
  component: OneReview,
});

function OneReview() {
  const { reviewId } = Route.useParams();
  const navigate = useNavigate();
  return <ReviewView key={reviewId} reviewId={reviewId} done={() => void navigate({ to: "/desk/reviews" })} />;
}
