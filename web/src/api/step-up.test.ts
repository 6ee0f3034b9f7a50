import { expect, test } from "vitest";
import { askForProof, onStepUp } from "./step-up";

test("requests that wait at the same time ask once", async () => {
  let asked = 0;
  const stop = onStepUp(async () => {
    asked += 1;
    return true;
  });
  expect(await Promise.all([askForProof(), askForProof()])).toEqual([true, true]);
  expect(asked).toBe(1);
  expect(await askForProof()).toBe(true);
  expect(asked).toBe(2);
  stop();
  expect(await askForProof()).toBe(false);
});
