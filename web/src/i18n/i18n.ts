import { i18n } from "@lingui/core";

export type Language = "ru" | "en";
const KEY = "tutorium-language";

const catalogues = {
  ru: () => import("./ru.po"),
  en: () => import("./en.po"),
};

/** The visitor's choice, else the browser's first language of ours: before-paint.js and the server wrote it down. */
export function preferredLanguage(): Language {
  return document.documentElement.lang === "en" ? "en" : "ru";
}

export async function activate(language: Language): Promise<void> {
  const { messages } = await catalogues[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await activate(language);
}
