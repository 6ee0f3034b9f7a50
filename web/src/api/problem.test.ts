import { expect, test } from "vitest";
import { problemFrom, problemOf } from "./problem";

test("a refusal brings its sentence and its fields", async () => {
  const body = { code: "auth.password_weak", detail: "Пароль слишком простой", errors: [{ field: "password", code: "weak", message: "Слишком простой" }] };
  const problem = await problemFrom(new Response(JSON.stringify(body), { status: 422 }));
  expect(problem).toMatchObject({ status: 422, code: "auth.password_weak", detail: "Пароль слишком простой", fields: ["password"] });
});

test("a field within a field belongs to the outer one", async () => {
  const errors = [{ field: "subjects[0].level", code: "unknown", message: "" }, { field: "subjects[1].level", code: "unknown", message: "" }];
  expect(await problemFrom(new Response(JSON.stringify({ errors }), { status: 422 }))).toMatchObject({ fields: ["subjects"] });
});

test("a page of a proxy instead of JSON is still a problem", async () => {
  expect(await problemFrom(new Response("<html>", { status: 502 }))).toMatchObject({ status: 502, code: "gateway.unavailable", detail: "" });
});

test("no answer at all is the network's fault, not the server's", () => {
  expect(problemOf(new TypeError("Failed to fetch"))).toMatchObject({ status: 0, code: "network.unreachable" });
});
