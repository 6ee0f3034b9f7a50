/**
 * One key for one intent: the same form sent twice (a double click, a reload, a lost answer) books once.
 * The key of a form in flight lives in sessionStorage; another content of the form gets another key.
 */
const PREFIX = "tutorium-key:";

type Kept = { key: string; intent: string };

export function keyFor(action: string, content: unknown, storage: Storage = sessionStorage): string {
  const intent = JSON.stringify(content);
  const kept = read(storage.getItem(PREFIX + action));
  if (kept?.intent === intent) return kept.key;
  const key = crypto.randomUUID();
  storage.setItem(PREFIX + action, JSON.stringify({ key, intent } satisfies Kept));
  return key;
}

/** The intent is settled (done, or refused for good): the next click is a new one. */
export function forgetKey(action: string, storage: Storage = sessionStorage): void {
  storage.removeItem(PREFIX + action);
}

function read(value: string | null): Kept | null {
  try {
    return value === null ? null : (JSON.parse(value) as Kept);
  } catch {
    return null;
  }
}
