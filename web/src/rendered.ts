import type { Answer } from "./app/answers";
import type { Language } from "./i18n/i18n";

/** What the server says about the page it rendered: the browser must begin with exactly the same. */
export type Rendered = { language: Language; now: string; answers: Answer[] };

/** Null when the server sent only the shell. */
export function renderedPage(): Rendered | null {
  const text = document.getElementById("rendered")?.textContent;
  return text ? (JSON.parse(text) as Rendered) : null;
}

/**
 * The policy refuses style attributes in HTML, so the server sends them as rules; here each becomes the
 * element's own style again, as if React had set it.
 */
export function takeStyles(): void {
  const sent = document.getElementById("rendered-styles");
  if (!(sent instanceof HTMLStyleElement)) return;
  for (const rule of sent.sheet?.cssRules ?? []) {
    if (!(rule instanceof CSSStyleRule)) continue;
    for (const element of document.querySelectorAll<HTMLElement>(rule.selectorText)) {
      element.style.cssText = rule.style.cssText;
    }
  }
  sent.remove();
}
