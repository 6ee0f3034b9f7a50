// The site of docs/: the pages stay plain Markdown that any viewer shows; here they get navigation, search and
// drawn diagrams. Whatever leads nowhere fails the build.
import { themes } from "prism-react-renderer";

/** @type {import("@docusaurus/types").Config} */
export default {
  title: "Туториум",
  tagline: "Платформа для занятий с репетиторами, которую разворачивают у себя",
  favicon: "favicon.svg",
  url: "http://localhost",
  baseUrl: "/",
  staticDirectories: ["../web/public"],
  trailingSlash: true,
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  future: { v4: { removeLegacyPostBuildHeadAttribute: true }, faster: true },
  i18n: { defaultLocale: "ru", locales: ["ru"] },
  markdown: {
    format: "detect",
    mermaid: true,
    hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" },
  },
  themes: [
    "@docusaurus/theme-mermaid",
    [
      "@easyops-cn/docusaurus-search-local",
      { docsDir: "../docs", docsRouteBasePath: "/", indexBlog: false, language: ["ru", "en"], hashed: "filename" },
    ],
  ],
  presets: [
    [
      "classic",
      {
        docs: {
          path: "../docs",
          routeBasePath: "/",
          sidebarPath: "./sidebars.js",
          numberPrefixParser: false,
        },
        blog: false,
        pages: false,
        theme: { customCss: "./site.css" },
      },
    ],
  ],
  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    docs: { sidebar: { hideable: true } },
    navbar: {
      title: "Туториум",
      logo: { alt: "", src: "favicon.svg" },
      items: [
        { type: "doc", docId: "architecture/index", label: "Архитектура" },
        { type: "doc", docId: "operations", label: "Эксплуатация" },
        { type: "doc", docId: "how-to-add-a-module", label: "Новый модуль" },
        { type: "doc", docId: "glossary", label: "Словарь" },
      ],
    },
    // Drawn at their own size: a diagram wider than the page scrolls instead of shrinking until nobody can read it.
    mermaid: {
      theme: { light: "neutral", dark: "dark" },
      options: Object.fromEntries(["flowchart", "sequence", "state", "er"].map((kind) => [kind, { useMaxWidth: false }])),
    },
    prism: { theme: themes.github, darkTheme: themes.dracula, additionalLanguages: ["bash", "sql"] },
  },
};
