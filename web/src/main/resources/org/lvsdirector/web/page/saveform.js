/** Writes into the configuration files what operators changed against them. */
import { html, useEffect, useState } from "./html.js";
import { read } from "./api.js";
import { count } from "./format.js";
import { OrderForm } from "./orderform.js";

const SHOWN = 12;

export function SaveForm({ desk, onDone }) {
  const [changes, setChanges] = useState(null);
  const [why, setWhy] = useState("");
  useEffect(() => {
    read(desk.members.target, "/config/changes").then(
      ({ value }) => setChanges(value),
      (failure) => setWhy(failure.message),
    );
  }, []);
  return html`
    <${OrderForm}
      title="What is not in the file"
      verb="Save in the files"
      order=${() => desk.order("POST", "/config/save")}
      onDone=${onDone}
    >
      ${changes ? html`<${Differences} of=${changes} />` : html`<p class="effect">${why || "Asking…"}</p>`}
      <p class="effect">
        Every director writes it into its own configuration file, or none does. What is in force
        stays as it is.
      </p>
    <//>
  `;
}

function Differences({ of }) {
  return html`
    <dl class="differences">
      ${of.slice(0, SHOWN).map(
        (change) => html`
          <div key=${change.service + change.server}>
            <dt>${change.service} ${change.server}</dt>
            <dd>${words(change)}</dd>
          </div>
        `,
      )}
    </dl>
    ${of.length > SHOWN && html`<p class="dim">and ${count(of.length - SHOWN)} more</p>`}
  `;
}

function words({ edited, file, now }) {
  if (!file || !now) {
    return edited + (now ? `: ${settings(now)}` : "");
  }
  const drains = JSON.stringify(file.drain) !== JSON.stringify(now.drain);
  return `${settings(file)} → ${settings(now)}${drains ? ", drained in another way" : ""}`;
}

const settings = ({ weight, state }) => `weight ${count(weight)}, ${state}`;
