import { useEffect, useRef, useSyncExternalStore } from "react";

/** Something under this topic has changed; `id` says what, null that anything may have. */
export type Told = { topic: string; id: string | null };
export type LiveState = "off" | "connecting" | "live" | "lost";

const PATH = "/api/v1/notifications/stream";
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
/** The server gives a sign of life every 20 seconds, which the browser keeps to itself; it ends a stream that is none. */
const LOST_AFTER = 5000;
/** A browser has few connections to one server: a tab nobody looks at gives its own back. */
const HIDDEN_FOR = 60_000;

type Source = Pick<EventSource, "addEventListener" | "close">;

/**
 * The one stream of this tab. Whatever was missed while there was none, is made up for: each time it opens, everybody
 * who listens is told that anything may have changed.
 */
export class Live {
  state: LiveState = "off";
  private source: Source | null = null;
  private pause = FIRST_PAUSE;
  private timers = new Map<string, ReturnType<typeof setTimeout>>();
  private ears = new Set<(told: Told | null) => void>();
  private watchers = new Set<() => void>();
  private dropped: () => void = () => undefined;

  constructor(private open: (path: string) => Source) {}

  /** Keep a stream open from now on; `dropped` is called whenever it breaks: the session may be over. */
  start(dropped: () => void) {
    this.dropped = dropped;
    this.pause = FIRST_PAUSE;
    this.connect();
  }

  stop() {
    this.disconnect();
    this.cancel("hidden");
    this.become("off");
  }

  /** Somebody looks at the tab, or has stopped to. */
  seen(visible: boolean) {
    if (this.state === "off") return;
    if (!visible) this.later("hidden", HIDDEN_FOR, () => this.disconnect());
    else {
      this.cancel("hidden");
      if (this.source === null) {
        this.pause = FIRST_PAUSE;
        this.connect();
      }
    }
  }

  /** Hear what is told under the topic, until the function that is returned is called. */
  listen(topic: string, hear: (told: Told) => void): () => void {
    const ear = (told: Told | null) => {
      if (told === null) hear({ topic, id: null });
      else if (told.topic === topic) hear(told);
    };
    this.ears.add(ear);
    return () => void this.ears.delete(ear);
  }

  watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => void this.watchers.delete(changed);
  };

  private connect() {
    this.disconnect();
    if (this.state !== "lost") this.become("connecting");
    this.later("lost", LOST_AFTER, () => this.become("lost"));
    const source = this.open(PATH);
    this.source = source;
    source.addEventListener("open", (event) => {
      // The browser's own "open" comes when the answer begins; ours, with data, when the server listens.
      if (!("data" in event)) return;
      this.cancel("lost");
      this.pause = FIRST_PAUSE;
      this.become("live");
      this.spread(null);
    });
    source.addEventListener("message", (event) => this.spread(JSON.parse((event as MessageEvent<string>).data) as Told));
    source.addEventListener("error", () => {
      if (this.source === source) this.retry();
    });
  }

  private retry() {
    this.source?.close();
    this.source = null;
    if (this.state === "live") this.become("connecting");
    if (!this.timers.has("lost")) this.later("lost", LOST_AFTER, () => this.become("lost"));
    this.later("retry", this.pause * (0.75 + Math.random() / 2), () => this.connect());
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    this.dropped();
  }

  private disconnect() {
    for (const name of ["lost", "retry"]) this.cancel(name);
    this.source?.close();
    this.source = null;
  }

  private spread(told: Told | null) {
    for (const ear of [...this.ears]) ear(told);
  }

  private become(state: LiveState) {
    if (this.state === state) return;
    this.state = state;
    for (const changed of [...this.watchers]) changed();
  }

  private later(name: string, milliseconds: number, act: () => void) {
    this.cancel(name);
    const timer = setTimeout(() => {
      this.timers.delete(name);
      act();
    }, milliseconds);
    this.timers.set(name, timer);
  }

  private cancel(name: string) {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

const live = new Live((path) => new EventSource(path));

/** Keep the stream open while `on`, that is while somebody has signed in. */
export function useLiveConnection(on: boolean, dropped: () => void) {
  const latest = useLatest(dropped);
  useEffect(() => {
    if (!on) return;
    live.start(() => latest.current());
    const look = () => live.seen(document.visibilityState === "visible");
    const back = () => live.start(() => latest.current());
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", back);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", back);
      live.stop();
    };
  }, [on, latest]);
}

/** `hear` is called when something under the topic has changed, or may have: usually it makes queries stale. */
export function useLive(topic: string, hear: (told: Told) => void) {
  const latest = useLatest(hear);
  useEffect(() => live.listen(topic, (told) => latest.current(told)), [topic, latest]);
}

/** Whether what is shown is kept up to date at the moment. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(live.watch, () => live.state, () => "off");
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
