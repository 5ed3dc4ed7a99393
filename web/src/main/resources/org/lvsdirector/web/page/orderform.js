/** A form that orders something and shows, in the API's words, why it was refused. */
import { html, useState } from "./html.js";
import { Problem } from "./api.js";

export function OrderForm({ title, verb, danger, order, onDone, children }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await order();
      onDone();
    } catch (failure) {
      setProblem(words(failure));
    }
    setBusy(false);
  };
  return html`
    <form class="order" novalidate onSubmit=${submit}>
      <h2 id="dialog-title">${title}</h2>
      ${children}
      ${problem && html`<${Refusal} of=${problem} />`}
      <div class="buttons">
        <button type="button" onClick=${onDone}>Cancel</button>
        <button type="submit" class=${danger ? "danger" : "primary"} disabled=${busy}>
          ${busy ? "Asking…" : verb}
        </button>
      </div>
    </form>
  `;
}

function Refusal({ of: { text, key, faults } }) {
  return html`
    <div class="problem" role="alert">
      <b>Refused.</b> ${text} ${key && html`<code>${key}</code>`}
      ${faults.map((it) => html`<p key=${it}>${it}</p>`)}
    </div>
  `;
}

function words(failure) {
  if (!(failure instanceof Problem)) {
    return {
      text: "The director does not answer; whether it was done is not known.",
      key: "",
      faults: [],
    };
  }
  const text =
    failure.status === 412
      ? "Somebody else has changed it meanwhile. Close this, look again, and repeat it if it is still right."
      : failure.message;
  return { text, key: failure.key, faults: failure.faults };
}
