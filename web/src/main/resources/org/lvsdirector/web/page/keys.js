/** What the keyboard does. The list is also what the page shows under "?". */
import { html, useEffect, useRef } from "./html.js";

export const KEYS = [
  ["/", "Search"],
  ["j ↓", "Next row"],
  ["k ↑", "Previous row"],
  ["Enter", "Open what the row shows"],
  ["o", "Show or hide the servers of a service"],
  ["x", "Only what is in trouble, or all again"],
  ["d", "Drain the server of the row"],
  ["u", "Put it back"],
  ["w", "Change its weight"],
  ["f", "Fail over"],
  ["t", "Theme: system, dark, light"],
  ["Esc", "Close"],
  ["?", "This list"],
];

/** Calls what actions has for a key, unless somebody types or a dialog is open. */
export function useKeys(actions) {
  const latest = useRef();
  latest.current = actions;
  useEffect(() => {
    const press = (event) => {
      const typing = event.target.closest("input, select, textarea, dialog");
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        document.querySelector("dialog[open]")
      ) {
        return;
      }
      if (typing && event.key !== "Escape") {
        return;
      }
      if (event.key === "Enter" && event.target.closest("a, button, summary")) {
        return;
      }
      const action = latest.current[event.key];
      if (action && action() !== false) {
        event.preventDefault();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

export function KeyList({ open, onDone }) {
  const dialog = useRef();
  useEffect(() => {
    if (open && !dialog.current.open) {
      dialog.current.showModal();
    } else if (!open && dialog.current.open) {
      dialog.current.close();
    }
  }, [open]);
  return html`
    <dialog ref=${dialog} aria-labelledby="keys-title" onClose=${onDone}>
      <form method="dialog" class="order">
        <h2 id="keys-title">Keys</h2>
        <dl class="keys">
          ${KEYS.map(
            ([key, what]) =>
              html`<div key=${key}>
                <dt>${key.split(" ").map((it) => html`<kbd key=${it}>${it}</kbd>`)}</dt>
                <dd>${what}</dd>
              </div>`,
          )}
        </dl>
        <div class="buttons">
          <button type="button" class="primary" onClick=${onDone}>Close</button>
        </div>
      </form>
    </dialog>
  `;
}
