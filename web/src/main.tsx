import { createRoot } from "react-dom/client";
import { App } from "./app/app";
import { activate, preferredLanguage } from "./i18n/i18n";
import "./styles.css";

await activate(preferredLanguage());
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
