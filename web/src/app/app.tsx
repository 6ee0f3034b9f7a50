import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { resolver, theme } from "../theme";
import { queryClient } from "./query-client";
import { router } from "./router";

const colorScheme = localStorageColorSchemeManager({ key: "tutorium-theme" });
/** The gateway writes a fresh nonce into every page; styles without it are refused by the policy. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export function App() {
  return (
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
  );
}
