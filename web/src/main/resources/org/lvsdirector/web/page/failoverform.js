/** Moves a VIP group to another director. */
import { html, useState } from "./html.js";
import { percent } from "./format.js";
import { OrderForm } from "./orderform.js";
import { useStore } from "./store.js";

export function FailoverForm({ desk, question, onDone }) {
  const cluster = useStore(desk.store, (it) => it.cluster);
  const [name, setName] = useState(question.group || cluster.groups[0]?.name);
  const group = cluster.groups.find((it) => it.name === name);
  const [to, setTo] = useState(question.to || "");
  const [force, setForce] = useState(false);
  const others = (group?.candidates || []).filter((it) => it.node !== group.master);
  const able = others.filter((it) => it.able);
  const chosen = others.find((it) => it.node === to) || able[0];
  const embedded = cluster.nodes.find((it) => it.node === chosen?.node)?.dataplane === "embedded";
  const cold = chosen && chosen.warm === false;
  const body = { group: name, ...(chosen ? { to: chosen.node } : {}), ...(force ? { force } : {}) };
  return html`
    <${OrderForm}
      title="Fail over"
      verb=${chosen ? `Move ${name} to ${chosen.node}` : "Move"}
      danger=${cold}
      order=${() => desk.order("POST", "/failover", body)}
      onDone=${onDone}
    >
      <label>
        VIP group
        <select value=${name} onChange=${(event) => setName(event.target.value)}>
          ${cluster.groups.map((it) => html`<option key=${it.name} value=${it.name}>${it.name}</option>`)}
        </select>
      </label>
      <label>
        New master
        <select value=${chosen?.node || ""} onChange=${(event) => setTo(event.target.value)}>
          ${others.map(
            ({ node, able, reason }) => html`
              <option key=${node} value=${node} disabled=${!able}>
                ${able ? node : `${node} (${reason || "not able"})`}
              </option>
            `,
          )}
        </select>
      </label>
      ${chosen ? html`<${Effect} group=${group} chosen=${chosen} embedded=${embedded} />` : html`<${Nobody} of=${others} />`}
      ${
        cold &&
        html`
        <label class="tick">
          <input type="checkbox" checked=${force} onChange=${(event) => setForce(event.target.checked)} />
          Move although connections may break
        </label>
      `
      }
    <//>
  `;
}

function Effect({ group, chosen: { node, coverage, warm }, embedded }) {
  const vips = group.vips.map((it) => it.replace(/\/(32|128)$/, ""));
  const rest = coverage < 1 ? "the rest breaks" : "they go on";
  const known = coverage != null && !embedded;
  return html`
    <p class="effect">
      ${vips.join(", ")} ${vips.length === 1 ? "moves" : "move"} from${" "}
      <b>${group.master || "nobody"}</b> to <b>${node}</b>.
      ${embedded && " Connections of the embedded data plane end."}
      ${known && html` It has <b>${percent(coverage)}</b> of the connections: ${rest}.`}
    </p>
    ${
      warm === false &&
      html`<p class="warning">Its connection table is not warm, so it takes force to move there.</p>`
    }
  `;
}

function Nobody({ of }) {
  const reasons = of.map((it) => `${it.node}: ${it.reason || "not able"}`).join("; ");
  return html`<p class="warning">No other director can take it: ${reasons || "there is none"}.</p>`;
}
