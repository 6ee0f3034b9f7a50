import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, routeFileIgnorePattern: ".test." }),
    react(),
    babel({ plugins: ["@lingui/babel-plugin-lingui-macro"] }),
    lingui(),
  ],
  // The content security policy allows no data: scripts and the font must stay a cached file.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // The gateway reads from it which styles and scripts a page it renders needs.
    manifest: "manifest.json",
    // What every page needs comes in two files, not in sixty: fewer requests and better compression.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "libraries", test: /node_modules\/(react|react-dom|scheduler|@tanstack|@lingui|openapi-fetch|openapi-react-query)\// },
            { name: "shell", test: /src\/(app|api|i18n|routes|ui)\/(?!account-menu|phone-menu|.*(\?tsr-split|\.po|sheet|dialog|choice|tab-panels|zone-select|\.css))/ },
          ],
        },
      },
    },
  },
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: { include: ["src/**/*.test.ts"] },
  server: { proxy: { "/api": process.env.API_URL ?? "http://localhost:8000" } },
});
