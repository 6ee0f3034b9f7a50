/** The little of a browser that React and the router touch while rendering, for bare V8. */

class SearchParameters {
  private pairs: [string, string][];
  constructor(text = "") {
    this.pairs = text.replace(/^\?/, "").split("&").filter(Boolean).map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [decoded(name), decoded(value.join("="))];
    });
  }
  set(name: string, value: string) {
    this.pairs = [...this.pairs.filter(([other]) => other !== name), [name, value]];
  }
  entries() {
    return this.pairs.values();
  }
  toString() {
    return this.pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** As forms do it: the browser writes the same links. */
function encoded(text: string): string {
  const escaped = encodeURIComponent(text).replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return escaped.replaceAll("%20", "+");
}

class Controller {
  signal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  abort() {
    this.signal.aborted = true;
  }
}

/** Looked for, but needed only to stream and to redirect. */
class Unused {
  encode() {
    return new Uint8Array();
  }
}

const absent = {
  URLSearchParams: SearchParameters,
  AbortController: Controller,
  TextEncoder: Unused,
  MessageChannel: Unused,
  Response: Unused,
  queueMicrotask: (task: () => void) => void Promise.resolve().then(task),
  console: { log: () => undefined, warn: () => undefined, error: () => undefined },
};

for (const [name, value] of Object.entries(absent)) {
  if (!(name in globalThis)) Object.assign(globalThis, { [name]: value });
}
