import { expect, test } from "vitest";
import { blocksOf } from "./article-text";

test("headings, lists, bold words and links of our own", () => {
  expect(blocksOf("Начало\nи конец.\n\n## Как\n\n- **Раз** и [два](/payments)\n- три")).toEqual([
    { kind: "paragraph", pieces: [{ kind: "text", text: "Начало и конец." }] },
    { kind: "heading", pieces: [{ kind: "text", text: "Как" }] },
    {
      kind: "list",
      items: [
        [{ kind: "strong", text: "Раз" }, { kind: "text", text: " и " }, { kind: "link", text: "два", to: "/payments" }],
        [{ kind: "text", text: "три" }],
      ],
    },
  ]);
});

test("what is no link of ours stays text", () => {
  for (const text of ["[сюда](https://example.org)", "[сюда](javascript:alert)", "[сюда](//example.org)", "<script>"]) {
    expect(blocksOf(text)).toEqual([{ kind: "paragraph", pieces: [{ kind: "text", text }] }]);
  }
});

test("nothing is nothing", () => {
  expect(blocksOf("\n\n \n")).toEqual([]);
});
