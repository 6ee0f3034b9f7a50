import { sendFile } from "~/api/upload";

export const LARGEST = 10 << 20;
export const KINDS = "image/jpeg,image/png,image/webp";

/** Sends the picture; `progress` hears which part of it has gone. */
export async function uploadPhoto(picture: Blob, progress: (part: number) => void): Promise<void> {
  await sendFile({ method: "PUT", address: "/api/v1/accounts/me/photo" }, picture, progress);
}
