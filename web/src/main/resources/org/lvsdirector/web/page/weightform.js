/** Changes a server's weight, or puts it back into service. */
import { html, useState } from "./html.js";
import { path } from "./api.js";
import { count, percent } from "./format.js";
import { OrderForm } from "./orderform.js";
import { weightShares } from "./model.js";

const HEAVIEST = 65535;

const servers = (desk, service) =>
  desk.store.get().rows?.list.find((it) => it.name === service)?.servers || [];

const isWeight = (text) => /^\d+$/.test(text) && Number(text) <= HEAVIEST;

export function WeightForm({ desk, question: { service, server }, onDone }) {
  const [text, setText] = useState(String(server.configuredWeight));
  const weight = Number(text);
  const shares = weightShares(servers(desk, service), server.address, weight);
  const order = () =>
    desk.order(
      "PATCH",
      path("services", service, "servers", server.address),
      { weight },
      server.etag,
    );
  return html`
    <${OrderForm}
      title=${`Weight of ${server.address} in ${service}`}
      verb="Set weight"
      order=${order}
      onDone=${onDone}
    >
      <label>
        Weight, 0 to ${HEAVIEST}
        <input
          type="number"
          inputmode="numeric"
          autofocus
          value=${text}
          onFocus=${(event) => event.target.select()}
          onInput=${(event) => setText(event.target.value)}
        />
      </label>
      <p class="effect">
        ${
          isWeight(text)
            ? html`<${Effect} before=${server.configuredWeight} weight=${weight} shares=${shares} />`
            : `A weight is a whole number from 0 to ${HEAVIEST}.`
        }
      </p>
    <//>
  `;
}

function Effect({ before, weight, shares }) {
  if (weight === before) {
    return `It is ${count(weight)} now.`;
  }
  const known = shares.before > 0 || shares.after > 0;
  const from = percent(shares.before);
  const to = html`<b>${percent(shares.after)}</b>`;
  return html`
    From ${count(before)} to <b>${count(weight)}</b>
    ${known && html`: its share of new connections by weight goes from ${from} to ${to}`}.
    ${weight === 0 ? " It gets no new connections; those" : " Connections"} that are there go on.
  `;
}

export function UndrainForm({ desk, question: { service, server }, onDone }) {
  const order = () =>
    desk.order(
      "PATCH",
      path("services", service, "servers", server.address),
      { state: "up" },
      server.etag,
    );
  const healthy = server.health === "up" || server.health === "unchecked";
  const when = healthy
    ? "It gets new connections again at once"
    : `It is ${server.health} (${server.lastCheck}), so it gets connections once its check succeeds`;
  return html`
    <${OrderForm}
      title=${`Put ${server.address} of ${service} back`}
      verb="Put back"
      order=${order}
      onDone=${onDone}
    >
      <p class="effect">
        ${when}, with weight <b>${count(server.configuredWeight)}</b>.
        ${server.drain && " Its drain ends."}
      </p>
    <//>
  `;
}
