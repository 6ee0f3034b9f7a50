import { setNonce } from "get-nonce";
import { startTransition } from "react";
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
const app = (renderedAt: Date | null, onTaken?: () => void) => (
  <App router={router} queryClient={queryClient} nonce={fromGateway("csp-nonce")} renderedAt={renderedAt} onTaken={onTaken} />
);

// The library that stops the page from scrolling behind a dialog takes the nonce here and nowhere else.
setNonce(fromGateway("csp-nonce"));
await activate(language);
// Who came without a session's cookie is a visitor: nobody has to be asked.
const visitor = fromGateway("visitor") === "yes";
if (visitor) queryClient.setQueryData(sessionQuery.queryKey, null);
if (rendered?.language === language) {
  const renderedAt = new Date(rendered.now);
  // The server asked as a visitor: for everybody else its answers are old, and asked for again; not before the
  // page is taken over, which shows them.
  keepAnswers(queryClient, rendered.answers, visitor ? Math.min(renderedAt.getTime(), Date.now()) : Date.now());
  const askAgain = () => rendered.answers.forEach(({ key }) => void queryClient.invalidateQueries({ queryKey: key, exact: true }));
  // The router renders the same tree as on the server when it knows that there was one, and the route's code is here.
  router.ssr = { manifest: undefined };
  await router.load();
  takeStyles();
  // In small steps: what is read already scrolls and answers meanwhile.
  startTransition(() => void hydrateRoot(root, app(renderedAt, visitor ? undefined : askAgain)));
} else {
  // In another language than the chosen one there is nothing to take over, but it stays until all is here.
  if (rendered) await router.load();
  createRoot(root).render(app(null));
}

function fromGateway(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}
