import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#eef1ff", "#dce1fb", "#b6c0f2", "#8d9cea", "#6b7de3", "#5569df", "#4a5fde", "#3a4dc0", "#3144ac", "#263a98",
];
/** Warm greys: paper rather than steel. */
const gray: MantineColorsTuple = [
  "#faf8f5", "#f4f1ec", "#eae6df", "#ddd8cf", "#c9c3b8", "#a9a297", "#827b71", "#57524a", "#3b3833", "#262421",
];
const dark: MantineColorsTuple = [
  "#d6d3ce", "#b8b5b0", "#93918d", "#64636a", "#3d3e46", "#31323a", "#26272e", "#1c1d22", "#141519", "#0e0f12",
];

export const theme = createTheme({
  colors: { brand, gray, dark },
  primaryColor: "brand",
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "Onest, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  headings: { fontFamily: "Onest, system-ui, sans-serif", fontWeight: "650", textWrap: "balance" },
  components: {
    Modal: { defaultProps: { attributes: { header: { role: "presentation" } } } },
    Drawer: { defaultProps: { attributes: { header: { role: "presentation" } } } },
  },
});

/** Mantine's own dimmed, placeholder and error tokens miss WCAG AA; these pass in both schemes. */
export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fcfbf9",
    "--mantine-color-dimmed": "#655f57",
    "--mantine-color-placeholder": "#716b62",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-default-border": "#ddd8cf",
    "--mantine-color-anchor": "#3144ac",
    "--surface": "#ffffff",
    "--line": "#eae6df",
    "--soft": "#eef1ff",
    "--soft-text": "#263a98",
    "--good-bg": "#e5f4ea",
    "--good-text": "#1c5f37",
    "--warn-bg": "#fdf1dc",
    "--warn-text": "#7a4a05",
    "--bad-bg": "#fdeceb",
    "--bad-text": "#9c1f18",
    "--mute-bg": "#f1eee9",
    "--mute-text": "#57524a",
    "--star": "#c26a00",
    "--heart": "#c2385a",
    "--warm": "linear-gradient(120deg, #eef1ff 0%, #f6efe6 100%)",
  },
  dark: {
    "--mantine-color-body": "#17181c",
    "--mantine-color-dimmed": "#a9a7a3",
    "--mantine-color-placeholder": "#93918d",
    "--mantine-color-error": "#ff9b92",
    "--mantine-color-default-border": "#3d3e46",
    "--mantine-color-anchor": "#a9b6ff",
    "--surface": "#1e1f25",
    "--line": "#2e2f37",
    "--soft": "#272c49",
    "--soft-text": "#c6cfff",
    "--good-bg": "#16301f",
    "--good-text": "#9ad9b0",
    "--warn-bg": "#362912",
    "--warn-text": "#f2c987",
    "--bad-bg": "#3b1c1b",
    "--bad-text": "#ffb3ac",
    "--mute-bg": "#2a2b31",
    "--mute-text": "#c3c0bb",
    "--star": "#f5b461",
    "--heart": "#ff8fa6",
    "--warm": "linear-gradient(120deg, #272c49 0%, #2d2623 100%)",
  },
});
