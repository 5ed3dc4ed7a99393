import { html } from "./html.js";

/** A list of facts: [word, value] pairs; those without a value are left out. */
export function Facts({ of }) {
  return html`
    <dl class="facts">
      ${of
        .filter(([, value]) => value !== "" && value != null && value !== false)
        .map(
          ([word, value]) =>
            html`<div key=${word}>
              <dt>${word}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
    </dl>
  `;
}
