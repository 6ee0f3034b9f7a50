import { useMutation } from "@tanstack/react-query";
import { type Answer, api, client } from "~/api/client";

export type ErasureEffects = Answer<"/api/v1/accounts/me/erasure">;
export type ErasureAct = Answer<"/api/v1/accounts/me/erase", "post">;

export const erasureQuery = api.queryOptions("get", "/api/v1/accounts/me/erasure");
export const useEraseAccount = () => api.useMutation("post", "/api/v1/accounts/me/erase");

/** Gives the browser a file to keep. */
export function keepFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export function useDownloadData() {
  return useMutation({
    mutationFn: async () => {
      const { data } = await client.GET("/api/v1/accounts/me/export", { parseAs: "blob" });
      keepFile(data as unknown as Blob, `tutorium-${new Date().toISOString().slice(0, 10)}.zip`);
    },
  });
}

/** The act of destruction as a text that can be read without us. */
export function actInWords(act: ErasureAct, words: { title: string; account: string; removed: string; kept: string }): string {
  const kept = act.kept.map(({ what, ground, term }) => `- ${what}; ${ground}; ${term}`);
  return [
    words.title, act.id, act.requested_at, `${words.account}: ${act.user_id}`, "",
    `${words.removed}:`, ...act.removed.map((what) => `- ${what}`), "", `${words.kept}:`, ...kept, "",
  ].join("\n");
}
