// Runs before the first paint, so that a dark page never flashes white and the page language is right.
(function () {
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }
  var scheme = stored("tutorium-theme");
  if (scheme !== "light" && scheme !== "dark") scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
  var language = stored("tutorium-language");
  if (language === "en" || language === "ru") document.documentElement.lang = language;
})();
