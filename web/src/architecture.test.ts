import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => /\.(tsx?|css)$/.test(path));
const written = files.filter((path) => path !== "routeTree.gen.ts" && path !== join("api", "schema.d.ts"));
const features = readdirSync("src/features");

function importsOf(path: string): string[] {
  const source = readFileSync(join("src", path), "utf8");
  return [...source.matchAll(/(?:from|import|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

describe("folders", () => {
  test.each(features)("%s imports no other feature, no route and no layout", (feature) => {
    const others = features.filter((name) => name !== feature).map((name) => `~/features/${name}`);
    const foreign = written
      .filter((path) => path.startsWith(join("features", feature)))
      .flatMap((path) => importsOf(path).map((target) => `${path} → ${target}`))
      .filter((edge) => [...others, "~/routes", "~/app", "../"].some((target) => edge.includes(`→ ${target}`)));
    expect(foreign).toEqual([]);
  });

  test("ui, api and i18n know no feature", () => {
    const edges = written
      .filter((path) => /^(ui|api|i18n)[\\/]/.test(path))
      .flatMap((path) => importsOf(path).map((target) => `${path} → ${target}`));
    expect(edges.filter((edge) => /→ ~\/(features|routes|app)/.test(edge))).toEqual([]);
  });
});

describe("files", () => {
  test("are called in kebab-case", () => {
    const odd = written.filter((path) => !/^([a-z0-9-]+[\\/])*[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(path));
    expect(odd.filter((path) => !/^routes[\\/]/.test(path))).toEqual([]);
  });

  test("have fewer than 250 lines", () => {
    const long = written.filter((path) => readFileSync(join("src", path), "utf8").split("\n").length > 250);
    expect(long).toEqual([]);
  });

  test("hold no barrels", () => {
    expect(written.filter((path) => /(^|[\\/])index\.tsx?$/.test(path) && !path.startsWith("routes"))).toEqual([]);
  });

  test("put no HTML past React", () => {
    expect(written.filter((path) => readFileSync(join("src", path), "utf8").includes("dangerously" + "SetInnerHTML"))).toEqual([]);
  });
});
