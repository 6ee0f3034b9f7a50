import { defineConfig } from "@lingui/cli";

export default defineConfig({
  sourceLocale: "ru",
  locales: ["ru", "en"],
  catalogs: [{ path: "src/i18n/{locale}", include: ["src"], exclude: ["**/*.test.*", "src/api/**"] }],
  orderBy: "origin",
});
