import { beforeEach, expect, test } from "vitest";
import { forgetKey, keyFor } from "./idempotency";

class MemoryStorage implements Storage {
  private readonly items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  clear = () => this.items.clear();
  getItem = (key: string) => this.items.get(key) ?? null;
  key = (index: number) => [...this.items.keys()][index] ?? null;
  removeItem = (key: string) => void this.items.delete(key);
  setItem = (key: string, value: string) => void this.items.set(key, value);
}

let storage: Storage;
beforeEach(() => {
  storage = new MemoryStorage();
});

test("a double click and a reload send the same key", () => {
  const slot = { tutor_id: "t", starts_at: "2026-11-24T10:00:00Z" };
  expect(keyFor("book", slot, storage)).toBe(keyFor("book", { ...slot }, storage));
});

test("another content of the form is another intent", () => {
  const first = keyFor("book", { starts_at: "10:00" }, storage);
  expect(keyFor("book", { starts_at: "11:00" }, storage)).not.toBe(first);
});

test("a settled intent is forgotten, others are kept", () => {
  const book = keyFor("book", 1, storage);
  const refund = keyFor("refund", 1, storage);
  forgetKey("book", storage);
  expect(keyFor("book", 1, storage)).not.toBe(book);
  expect(keyFor("refund", 1, storage)).toBe(refund);
});

test("rubbish in the storage does not stop a booking", () => {
  storage.setItem("tutorium-key:book", "{");
  expect(keyFor("book", 1, storage)).toMatch(/^[0-9a-f-]{36}$/);
});
