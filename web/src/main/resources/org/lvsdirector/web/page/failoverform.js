/** Moves a VIP group to another director. */
import { html, useState } from "./html.js";
import { count, percent } from "./format.js";
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
      <label
        >VIP group
        <select value=${name} onChange=${(event) => setName(event.target.value)}>
          ${cluster.groups.map((it) => html`<option key=${it.name} value=${it.name}>${it.name}</option>`)}
        </select>
      </label>
      <label
        >New master
        <select value=${chosen?.node || ""} onChange=${(event) => setTo(event.target.value)}>
          ${others.map((it) => html`<option key=${it.node} value=${it.node} disabled=${!it.able}>${it.node}${it.able ? "" : ` (${it.reason || "not able"})`}</option>`)}
        </select>
      </label>
      ${
        chosen
          ? html`
              <p class="effect">
                ${group.vips.map((it) => it.replace(/\/(32|128)$/, "")).join(", ")}
                ${group.vips.length === 1 ? "moves" : "move"} from
                <b>${group.master || "nobody"}</b> to <b>${chosen.node}</b>.
                ${chosen.coverage == null ? "" : html` It has <b>${percent(chosen.coverage)}</b> of the connections: ${chosen.coverage < 1 ? "the rest breaks." : "they go on."}`}
              </p>
              ${cold && html`<p class="warning">Its connection table is not warm, so the move is refused unless it is forced.</p>`}
              ${cold && html`<label class="tick"><input type="checkbox" checked=${force} onChange=${(event) => setForce(event.target.checked)} /> Move although connections may break</label>`}
            `
          : html`<p class="warning">
              No other director is able to take it:
              ${others.map((it) => `${it.node}: ${it.reason || "not able"}`).join("; ") || "there is none"}.
            </p>`
      }
    <//>
  `;
}
