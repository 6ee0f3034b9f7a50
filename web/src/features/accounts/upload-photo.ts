import { Problem, problemFrom } from "~/api/problem";

export const LARGEST = 10 << 20;
export const KINDS = "image/jpeg,image/png,image/webp";

/** Sends the picture; `progress` hears which part of it has gone. Only XMLHttpRequest tells that. */
export function uploadPhoto(picture: Blob, progress: (part: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", "/api/v1/accounts/me/photo");
    request.setRequestHeader("X-Requested-With", "tutorium-web");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.setRequestHeader("Content-Type", picture.type || "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(loaded / total));
    request.addEventListener("load", () => {
      if (request.status < 300) resolve();
      else void problemFrom(new Response(request.responseText, { status: request.status })).then(reject);
    });
    request.addEventListener("error", () => reject(new Problem(0, "network.unreachable", "")));
    request.send(picture);
  });
}
