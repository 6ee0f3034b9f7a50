import { createRoot, hydrateRoot } from "react-dom/client";
import { keepAnswers } from "./app/answers";
import { App } from "./app/app";
import { makeQueryClient } from "./app/query-client";
import { makeRouter } from "./app/router";
import { activate, preferredLanguage } from "./i18n/i18n";
import { renderedPage, takeStyles } from "./rendered";
import "./styles.css";

const rendered = renderedPage();
const renderedAt = rendered && new Date(rendered.now);
const preferred = preferredLanguage();
const queryClient = makeQueryClient();
const router = makeRouter(queryClient);
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
const app = <App router={router} queryClient={queryClient} nonce={nonce} renderedAt={renderedAt} />;
const root = document.getElementById("root") as HTMLElement;

await activate(rendered?.language ?? preferred);
if (rendered && renderedAt) {
  keepAnswers(queryClient, rendered.answers, renderedAt);
  // The router renders the same tree as on the server when it knows that there was one, and the route's code is here.
  router.ssr = { manifest: undefined };
  await router.load();
  takeStyles();
  hydrateRoot(root, app);
  if (preferred !== rendered.language) {
    await activate(preferred);
    await queryClient.invalidateQueries();
  }
} else {
  createRoot(root).render(app);
}
