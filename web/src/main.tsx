import { createRoot, hydrateRoot } from "react-dom/client";
import { keepAnswers } from "./app/answers";
import { App } from "./app/app";
import { makeQueryClient } from "./app/query-client";
import { makeRouter } from "./app/router";
import { sessionQuery } from "./features/auth/queries";
import { activate, preferredLanguage } from "./i18n/i18n";
import { renderedPage, takeStyles } from "./rendered";
import "./styles.css";

const rendered = renderedPage();
const language = preferredLanguage();
const queryClient = makeQueryClient();
const router = makeRouter(queryClient);
const root = document.getElementById("root") as HTMLElement;
const app = (renderedAt: Date | null) => (
  <App router={router} queryClient={queryClient} nonce={fromGateway("csp-nonce")} renderedAt={renderedAt} />
);

await activate(language);
// Who came without a session's cookie is a visitor: nobody has to be asked.
if (fromGateway("visitor") === "yes") queryClient.setQueryData(sessionQuery.queryKey, null);
if (rendered?.language === language) {
  const renderedAt = new Date(rendered.now);
  keepAnswers(queryClient, rendered.answers, renderedAt);
  // The router renders the same tree as on the server when it knows that there was one, and the route's code is here.
  router.ssr = { manifest: undefined };
  await router.load();
  takeStyles();
  hydrateRoot(root, app(renderedAt));
} else {
  // In another language than the chosen one there is nothing to take over, but it stays until all is here.
  if (rendered) await router.load();
  createRoot(root).render(app(null));
}

function fromGateway(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}
