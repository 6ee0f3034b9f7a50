import createFetchClient from "openapi-fetch";
import createQueryHooks from "openapi-react-query";
import { problemFrom } from "./problem";
import type { paths } from "./schema";
import { askForProof, STEP_UP } from "./step-up";

export const client = createFetchClient<paths>({ baseUrl: "/" });

/** What was sent, for sending it once more: a body can be read once. */
const copies = new WeakMap<Request, Request>();

client.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", document.documentElement.lang);
    // Commands without a body carry no JSON: the server takes this header as the sign of our own page.
    if (request.method !== "GET") request.headers.set("X-Requested-With", "tutorium-web");
    copies.set(request, request.clone());
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok) return;
    const problem = await problemFrom(response);
    const copy = copies.get(request);
    if (problem.code !== STEP_UP || copy === undefined || !(await askForProof())) throw problem;
    const again = await fetch(copy);
    if (!again.ok) throw await problemFrom(again);
    return again;
  },
});

export const api = createQueryHooks(client);

type Method = "get" | "post" | "put" | "patch" | "delete";
type Content<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

/** What a path answers when it succeeds: `Answer<"/api/v1/lessons", "post">`. */
export type Answer<Path extends keyof paths, M extends Method = "get"> = paths[Path] extends Record<
  M,
  { responses: infer Responses }
>
  ? Content<Responses[Extract<keyof Responses, 200 | 201>]>
  : never;

/** What a path takes as its JSON body. */
export type Command<Path extends keyof paths, M extends Method = "post"> = paths[Path] extends Record<
  M,
  { requestBody?: infer Request }
>
  ? Content<NonNullable<Request>>
  : never;

/** What may stand in the query string of a GET. */
export type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;
