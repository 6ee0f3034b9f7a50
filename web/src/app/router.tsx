import { createRouter } from "@tanstack/react-router";
import { routeTree } from "../routeTree.gen";
import { ErrorPage } from "./error-page";
import { NotFoundPage } from "./not-found-page";
import { queryClient } from "./query-client";

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
