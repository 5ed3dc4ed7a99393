/** Dark or light: what the system says, unless one of them was chosen. */

const ORDER = ["system", "dark", "light"];

export function theme() {
  return document.documentElement.dataset.theme || "system";
}

/** Goes to the next of system, dark, light, and remembers it. */
export function nextTheme() {
  const next = ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length];
  const { dataset } = document.documentElement;
  if (next === "system") {
    delete dataset.theme;
  } else {
    dataset.theme = next;
  }
  try {
    localStorage.setItem("theme", next);
  } catch {
    // It then holds until the page is left.
  }
  document.dispatchEvent(new Event("themechange"));
  return next;
}
