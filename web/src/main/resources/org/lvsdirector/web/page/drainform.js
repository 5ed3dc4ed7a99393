/** Takes a server out of service gently. */
import { html, useState } from "./html.js";
import { path } from "./api.js";
import { count, duration, plural } from "./format.js";
import { OrderForm } from "./orderform.js";

const FATES = {
  keep: "goes on until it ends by itself",
  kill: "is closed",
  move: "is moved to other servers (UDP only)",
};

export function DrainForm({ desk, question: { service, server }, onDone }) {
  const usual = server.drainOrder;
  const [minutes, setMinutes] = useState(
    usual.deadlineSeconds == null ? "" : String(usual.deadlineSeconds / 60),
  );
  const [leftovers, setLeftovers] = useState(usual.leftovers);
  const [then, setThen] = useState(usual.then);
  const all = (server.active ?? 0) + (server.inactive ?? 0);
  const deadline = minutes === "" ? null : Math.round(Number(minutes) * 60);
  const drain = {
    leftovers,
    then,
    templates: usual.templates,
    rate: usual.rate,
    ...(deadline == null ? {} : { deadline: `${deadline}s` }),
  };
  const parts = `(${count(server.active)} active, ${count(server.inactive)} inactive)`;
  const limit =
    deadline == null ? "however long they take" : html`at most <b>${duration(deadline * 1000)}</b>`;
  const order = () =>
    desk.order(
      "PATCH",
      path("services", service, "servers", server.address),
      { state: "drain", drain },
      server.etag,
    );
  return html`
    <${OrderForm}
      title=${`Drain ${server.address} of ${service}`}
      verb="Drain"
      order=${order}
      onDone=${onDone}
    >
      <p class="effect">
        Drains <b>${plural(all, "connection")}</b>
        ${all > 0 && html` <span class="dim">${parts}</span>`},
        ${" "}${limit}. It gets no new ones.
        ${deadline != null && ` What is left then ${FATES[leftovers]}.`}
      </p>
      <${Remaining} desk=${desk} service=${service} address=${server.address} />
      <label>
        Deadline in minutes
        <input
          type="number"
          min="0"
          max="1440"
          step="any"
          placeholder="none"
          value=${minutes}
          onInput=${(event) => setMinutes(event.target.value)}
        />
      </label>
      <label>
        What is left at the deadline
        <select
          value=${leftovers}
          onChange=${(event) => setLeftovers(event.target.value)}
          disabled=${deadline == null}
        >
          <option value="keep">goes on</option>
          <option value="kill">is closed</option>
          <option value="move">is moved (UDP)</option>
        </select>
      </label>
      <label>
        When it is empty
        <select value=${then} onChange=${(event) => setThen(event.target.value)}>
          <option value="hold">it stays drained</option>
          <option value="remove">it is removed</option>
        </select>
      </label>
    <//>
  `;
}

/** Who is left to answer. */
function Remaining({ desk, service, address }) {
  const { rows, detail } = desk.store.get();
  const row =
    rows?.list.find((it) => it.name === service) ||
    (detail?.value?.name === service ? detail.value : null);
  if (!row) {
    return null;
  }
  const left = row.servers.filter(
    (it) => it.address !== address && (it.condition === "up" || it.condition === "unchecked"),
  );
  return left.length
    ? html`<p>${count(left.length)} of ${plural(row.total, "server")} stay in service.</p>`
    : html`<p class="warning">
        It is the last server that is up: new clients get no answer, or the sorry server.
      </p>`;
}
