import { Problem, problemFrom } from "~/api/problem";
import type { Kind } from "./queries";

export const TYPES = "image/jpeg,image/png,image/webp,application/pdf";
const IMAGE = 10 << 20;
const PDF = 15 << 20;

/** Whether the file is larger than one of its kind may be; the server looks again. */
export function tooLarge(file: { size: number; type: string }): boolean {
  return file.size > (file.type === "application/pdf" ? PDF : IMAGE);
}

/** Sends the file; `progress` hears which part of it has gone. Only XMLHttpRequest tells that. */
export function uploadDocument(kind: Kind, file: Blob, name: string, progress: (part: number) => void): Promise<void> {
  const form = new FormData();
  form.set("kind", kind);
  form.set("file", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/documents");
    request.setRequestHeader("X-Requested-With", "tutorium-web");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    // A form has other bytes each time it is sent, so a retry has a key of its own: the server knows the file by its hash.
    request.setRequestHeader("Idempotency-Key", crypto.randomUUID());
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(loaded / total));
    request.addEventListener("load", () => {
      if (request.status < 300) resolve();
      else void problemFrom(new Response(request.responseText, { status: request.status })).then(reject);
    });
    request.addEventListener("error", () => reject(new Problem(0, "network.unreachable", "")));
    request.send(form);
  });
}
