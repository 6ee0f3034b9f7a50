import { fileURLToPath } from "node:url";
import { mergeConfig } from "vite";
import base from "./vite.config";

/** The bundle with which the gateway renders public pages: one script for bare V8. */
const noCharts = fileURLToPath(new URL("./src/ui/no-charts.ts", import.meta.url));

export default mergeConfig({ ...base, build: { target: "es2022" } }, {
  build: {
    ssr: "src/entry-server.tsx",
    outDir: "dist-server",
    minify: true,
    copyPublicDir: false,
    rolldownOptions: { output: { format: "iife", entryFileNames: "entry-server.js", codeSplitting: false } },
  },
  ssr: { noExternal: true, target: "webworker", resolve: { conditions: ["module", "worker", "production", "default"] } },
  resolve: { alias: [{ find: /^@mantine\/charts$/, replacement: noCharts }] },
  define: { "process.env.NODE_ENV": '"production"' },
});
