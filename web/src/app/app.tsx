import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { RenderedAt } from "~/ui/rendered-at";
import { resolver, theme } from "../theme";
import type { AppRouter } from "./router";

const colorScheme = localStorageColorSchemeManager({ key: "tutorium-theme" });

type AppProps = {
  router: AppRouter;
  queryClient: QueryClient;
  /** The gateway writes a fresh nonce into every page; styles without it are refused by the policy. */
  nonce: string;
  /** When the server rendered this page; null where the browser renders it from nothing. */
  renderedAt: Date | null;
  /** Called once React has taken that page over. */
  onTaken?: () => void;
};

export function App({ router, queryClient, nonce, renderedAt, onTaken }: AppProps) {
  return (
    <RenderedAt moment={renderedAt} onTaken={onTaken}>
      <I18nProvider i18n={i18n}>
        <MantineProvider
          theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto"
          colorSchemeManager={colorScheme} getStyleNonce={() => nonce}
        >
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </MantineProvider>
      </I18nProvider>
    </RenderedAt>
  );
}
