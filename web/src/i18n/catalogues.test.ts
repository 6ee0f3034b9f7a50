import { readFileSync } from "node:fs";
import { getCatalogs } from "@lingui/cli/api";
import { getConfig } from "@lingui/conf";
import { describe, expect, test } from "vitest";

const placeholders = (text: string) => [...new Set(text.match(/\{\w+|<\/?\d/g))].sort();

describe("catalogues", async () => {
  const [catalogue] = await getCatalogs(getConfig());
  const saved = await catalogue?.readAll();
  const entries = Object.entries(saved?.en ?? {});

  test("every sentence of the sources is in them", async () => {
    const used = Object.keys((await catalogue?.collect()) ?? {}).sort();
    expect(Object.keys(saved?.ru ?? {}).sort()).toEqual(used);
    expect(entries.map(([id]) => id).sort()).toEqual(used);
  }, 30_000);

  test("English is complete", () => {
    expect(entries.length).toBeGreaterThan(300);
    expect(entries.filter(([, entry]) => !entry.translation).map(([, entry]) => entry.message)).toEqual([]);
  });

  test("a translation fills the same places", () => {
    for (const [, { message = "", translation = "" }] of entries) {
      expect(placeholders(translation), message).toEqual(placeholders(message));
    }
  });

  test("no Russian is left in English", () => {
    const english = readFileSync("src/i18n/en.po", "utf8").match(/^msgstr ".*"$/gm) ?? [];
    expect(english.filter((line) => /[а-яё]/i.test(line))).toEqual([]);
  });
});
