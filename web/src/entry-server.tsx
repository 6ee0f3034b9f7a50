import "./polyfills";
import { i18n } from "@lingui/core";
import { onlineManager } from "@tanstack/react-query";
import { createMemoryHistory } from "@tanstack/react-router";
import { renderToString } from "react-dom/server.edge";
import { type Answer, keepAnswers, openQuestions } from "./app/answers";
import { App } from "./app/app";
import { makeQueryClient } from "./app/query-client";
import { makeRouter } from "./app/router";
import { messages as en } from "./i18n/en.po";
import type { Language } from "./i18n/i18n";
import { messages as ru } from "./i18n/ru.po";
import { latestTitle } from "./ui/page";

// There is no network in here: a query without data waits, and is reported as an open question.
onlineManager.setOnline(false);

/** The page of an address with these answers, as JSON; what it lacks is in `questions`. */
async function render(address: string, language: Language, now: string, answers: Answer[]): Promise<string> {
  const moment = new Date(now);
  i18n.loadAndActivate({ locale: language, messages: { ru, en }[language] });
  const queryClient = makeQueryClient();
  keepAnswers(queryClient, answers, moment.getTime());
  const router = makeRouter(queryClient, createMemoryHistory({ initialEntries: [address] }));
  await router.load();
  const page = renderToString(<App router={router} queryClient={queryClient} nonce="__CSP_NONCE__" renderedAt={moment} />);
  return JSON.stringify({ ...withoutStyleAttributes(page), title: latestTitle(), questions: openQuestions(queryClient) });
}

/** Style attributes, which the policy refuses, as rules that weigh more than any class. */
function withoutStyleAttributes(page: string): { html: string; styles: string } {
  const numbers = new Map<string, number>();
  // React escapes quotes in texts and values: what matches is an attribute.
  const html = page.replace(/ style="([^"]*)"/g, (_, style: string) => {
    if (!numbers.has(style)) numbers.set(style, numbers.size);
    return ` data-style="${numbers.get(style)}"`;
  });
  const rules = [...numbers].map(([style, number]) => `#root [data-style="${number}"]{${unescaped(style)}}`);
  return { html, styles: rules.filter((rule) => !/[<>]|\{.*\{/.test(rule)).join("") };
}

function unescaped(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

Object.assign(globalThis, { render });
