import { i18n } from "@lingui/core";

export type Language = "ru" | "en";
const KEY = "tutorium-language";

const catalogues = {
  ru: () => import("./ru.po"),
  en: () => import("./en.po"),
};

/** Russian, until the visitor chooses otherwise. */
export function preferredLanguage(): Language {
  return localStorage.getItem(KEY) === "en" ? "en" : "ru";
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
