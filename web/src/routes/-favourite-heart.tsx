import { useQuery } from "@tanstack/react-query";
import { useHydrated } from "@tanstack/react-router";
import { sessionQuery } from "~/features/auth/queries";
import { FavouriteButton } from "~/features/catalog/favourite-button";

/** For those who look for a tutor and have signed in; the page as the server rendered it is a visitor's. */
export function FavouriteHeart({ tutorId, name }: { tutorId: string; name: string }) {
  const hydrated = useHydrated();
  const { data: session } = useQuery({ ...sessionQuery, placeholderData: null });
  const may = hydrated && session?.roles.some((role) => role === "student" || role === "guardian");
  return may ? <FavouriteButton tutorId={tutorId} name={name} /> : null;
}
