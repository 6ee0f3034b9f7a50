import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Live, type Told } from "./live";

type Heard = (event: Event | MessageEvent<string>) => void;

/** A stream that says what the test makes it say. */
class Stream {
  static all: Stream[] = [];
  closed = false;
  private ears: Record<string, Heard[]> = {};
  constructor() {
    Stream.all.push(this);
  }
  addEventListener(name: string, heard: unknown) {
    (this.ears[name] ??= []).push(heard as Heard);
  }
  close() {
    this.closed = true;
  }
  say(name: string, data?: unknown) {
    for (const heard of this.ears[name] ?? []) heard((data === undefined ? { type: name } : { type: name, data: JSON.stringify(data) }) as Event);
  }
}

const last = () => Stream.all.at(-1) as Stream;
const open = () => Stream.all.filter((each) => !each.closed);
let live: Live;
let told: Told[];
const dropped = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  Stream.all = [];
  dropped.mockClear();
  live = new Live(() => new Stream() as unknown as EventSource);
  told = [];
  live.listen("lessons", (each) => told.push(each));
  live.start(dropped);
});
afterEach(() => vi.useRealTimers());

describe("a stream", () => {
  test("tells its listeners what they listen for", () => {
    last().say("open");
    expect(live.state).toBe("connecting");
    last().say("open", {});
    expect([live.state, told]).toEqual(["live", [{ topic: "lessons", id: null }]]);
    last().say("message", { topic: "tickets", id: "1" });
    last().say("message", { topic: "lessons", id: "2" });
    expect(told.slice(1)).toEqual([{ topic: "lessons", id: "2" }]);
  });

  test("that breaks is opened again after longer and longer pauses, and makes up for what was missed", () => {
    last().say("open", {});
    told = [];
    const pauses = [];
    for (let i = 0; i < 8; i++) {
      last().say("error");
      expect(open()).toEqual([]);
      const before = Stream.all.length;
      let waited = 0;
      while (Stream.all.length === before) {
        vi.advanceTimersByTime(250);
        waited += 250;
      }
      pauses.push(waited);
    }
    expect(dropped).toHaveBeenCalledTimes(8);
    expect(pauses[0]).toBeLessThanOrEqual(1500);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(37_500);
    expect(pauses[7]).toBeGreaterThanOrEqual(22_500);
    expect(live.state).toBe("lost");
    last().say("open", {});
    expect([live.state, told]).toEqual(["live", [{ topic: "lessons", id: null }]]);
  });

  test("that is short of breath is not called lost at once", () => {
    last().say("open", {});
    last().say("error");
    expect(live.state).toBe("connecting");
    vi.advanceTimersByTime(1500);
    last().say("open", {});
    vi.advanceTimersByTime(60_000);
    expect(live.state).toBe("live");
  });

  test("of a hidden tab is given back after a while and opened again when somebody looks", () => {
    last().say("open", {});
    live.seen(false);
    vi.advanceTimersByTime(59_000);
    expect(open()).toHaveLength(1);
    vi.advanceTimersByTime(2000);
    expect(open()).toHaveLength(0);
    vi.advanceTimersByTime(600_000);
    expect(open()).toHaveLength(0);
    live.seen(true);
    expect(open()).toHaveLength(1);
  });

  test("ends with the session", () => {
    last().say("open", {});
    live.stop();
    live.seen(true);
    vi.advanceTimersByTime(600_000);
    expect([open(), live.state]).toEqual([[], "off"]);
  });
});
