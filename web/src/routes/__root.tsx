import type { QueryClient } from "@tanstack/react-query";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Trans } from "@lingui/react/macro";
import { createRootRouteWithContext, Outlet, useHydrated, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useLive, useLiveConnection } from "~/api/live";
import { isStaff } from "~/api/roles";
import { ConfirmEmailBanner, OfflineBanner } from "~/app/banners";
import { Footer } from "~/app/footer";
import { Header } from "~/app/header";
import { StepUp } from "~/app/step-up";
import { meQuery } from "~/features/accounts/queries";
import { mustSetUpFactor, sessionQuery } from "~/features/auth/queries";
import { ZoneProvider } from "~/ui/zone";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  loader: ({ context }) => void context.queryClient.prefetchQuery(sessionQuery),
  component: Root,
});

function Root() {
  // The page is a visitor's, as the server rendered it, until it has been taken over and it is known who asks.
  const hydrated = useHydrated();
  const { data: known } = useQuery({ ...sessionQuery, placeholderData: null });
  const session = hydrated ? known : null;
  const { data: me } = useQuery({ ...meQuery, enabled: Boolean(session) && !mustSetUpFactor(session) });
  const main = useFocusAfterNavigation();
  useLiveSession(Boolean(session) && !mustSetUpFactor(session));
  return (
    <ZoneProvider accountZone={session ? me?.timezone : undefined}>
      <a href="#main" className="skip-link">
        <Trans>К содержанию</Trans>
      </a>
      <Header session={session} />
      <OfflineBanner />
      {session && !session.email_confirmed && <ConfirmEmailBanner session={session} />}
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer wide={isStaff(session?.roles ?? [])} />
      <StepUp />
    </ZoneProvider>
  );
}

/** What a stream says of the session, and that it broke: both may mean that the session is over. */
function useLiveSession(on: boolean) {
  const cache = useQueryClient();
  const look = () => void cache.invalidateQueries({ queryKey: sessionQuery.queryKey });
  useLiveConnection(on, look);
  useLive("session", look);
}

/** A new page starts at its beginning for the keyboard and the screen reader too. */
function useFocusAfterNavigation() {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onResolved", ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged) main.current?.focus({ preventScroll: true });
      }),
    [router],
  );
  return main;
}
