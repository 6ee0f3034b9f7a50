import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, routeFileIgnorePattern: ".test." }),
    react(),
    babel({ plugins: ["@lingui/babel-plugin-lingui-macro"] }),
    lingui(),
  ],
  // The content security policy allows no data: scripts and the font must stay a cached file.
  build: { target: "es2022", assetsInlineLimit: 0 },
  server: { proxy: { "/api": process.env.API_URL ?? "http://localhost:8000" } },
});
