import { expect, test } from "vitest";
import { wordsChanged } from "./words-changed";

const words = (pieces: { text: string; changed: boolean }[], changed: boolean) => pieces.filter((piece) => piece.changed === changed).map((piece) => piece.text);

test("only the words that differ are marked", () => {
  const { before, after } = wordsChanged("Готовлю к ЕГЭ по математике", "Готовлю к ОГЭ и ЕГЭ по математике");
  expect(words(before, true)).toEqual([]);
  expect(words(after, true).join("")).toBe("ОГЭ и ");
});

test("texts that have little in common are two texts", () => {
  const { before, after } = wordsChanged("Веду занятия и проверяю тетради.", "Пишите мне в мессенджер и звоните.");
  expect([before.length, after.length]).toEqual([1, 1]);
});

test("put together, the pieces are the texts", () => {
  const pairs = [["", "новое"], ["старое", ""], ["а б в", "в б а"], ["Звоните!", "Пишите, звоните!"], ["x ".repeat(700), "y"]] as const;
  for (const [one, other] of pairs) {
    const { before, after } = wordsChanged(one, other);
    expect(before.map((piece) => piece.text).join("")).toBe(one);
    expect(after.map((piece) => piece.text).join("")).toBe(other);
  }
});

test("equal texts hold no changes", () => {
  const { before, after } = wordsChanged("то же самое", "то же самое");
  expect(words([...before, ...after], true)).toEqual([]);
});
