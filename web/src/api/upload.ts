import { Problem, problemFrom } from "./problem";

type Upload = { method: "PUT" | "POST"; address: string; headers?: Record<string, string> };

/** Sends a file as the body; `progress` hears which part of it has gone. Only XMLHttpRequest tells that. */
export function sendFile({ method, address, headers = {} }: Upload, file: Blob, progress: (part: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    const ours = { "X-Requested-With": "tutorium-web", "Accept-Language": document.documentElement.lang };
    for (const [name, value] of Object.entries({ ...ours, ...headers })) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(loaded / total));
    request.addEventListener("load", () => {
      if (request.status < 300) resolve(request.responseText ? JSON.parse(request.responseText) : null);
      else void problemFrom(new Response(request.responseText, { status: request.status })).then(reject);
    });
    request.addEventListener("error", () => reject(new Problem(0, "network.unreachable", "")));
    request.send(file);
  });
}
