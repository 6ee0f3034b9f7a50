import { expect, test } from "vitest";
import { moved, placed, windowOf } from "./crop";

const wide = { width: 800, height: 400 };

test("at first the middle square of the picture is in the window", () => {
  expect(windowOf(wide, placed(wide, 1, { x: 0, y: 0 }))).toEqual({ x: 200, y: 0, side: 400 });
});

test("zooming keeps the middle", () => {
  expect(windowOf(wide, placed(wide, 2, { x: 0, y: 0 }))).toEqual({ x: 300, y: 100, side: 200 });
});

test("the window never leaves the picture, however far one drags", () => {
  for (const zoom of [1, 1.7, 3]) {
    for (const far of [-9, 0, 9]) {
      const { x, y, side } = windowOf(wide, moved(wide, placed(wide, zoom, { x: 0, y: 0 }), { x: far, y: -far }));
      expect(x).toBeGreaterThanOrEqual(-0.001);
      expect(y).toBeGreaterThanOrEqual(-0.001);
      expect(x + side).toBeLessThanOrEqual(wide.width + 0.001);
      expect(y + side).toBeLessThanOrEqual(wide.height + 0.001);
    }
  }
});

test("dragging the picture to the right shows more of its left", () => {
  expect(windowOf(wide, moved(wide, placed(wide, 1, { x: 0, y: 0 }), { x: 0.25, y: 0 })).x).toBe(100);
});
