/** All about one virtual service and its servers. */
import { html } from "./html.js";
import { bytes, count, duration, short } from "./format.js";
import { Chart } from "./chart.js";
import { State } from "./icons.js";
import { Facts } from "./facts.js";
import { links } from "./routes.js";

export function ServiceView({ value: service }) {
  const { name, state, up, total, fault, servers, series } = service;
  return html`
    <div class=${"standing-of is-" + state}>
      <p class="big">
        <${State} of=${state} />${" "}<span class="dim">${up} of ${total} servers up</span>
      </p>
      ${fault && html`<p class="said is-bad">${fault}</p>`}
      ${service.sorry && html`<p class="said is-note">Clients are sent to the sorry server.</p>`}
    </div>
    <${Facts}
      of=${[
        ["Address", service.key],
        ["Group", service.group && `${service.group}, on ${service.node || "nobody"}`],
        ["Scheduler", service.scheduler],
        ["Forwarding", service.forward],
        [
          "Persistence",
          service.persistenceSeconds ? duration(service.persistenceSeconds * 1000) : "",
        ],
        ["Check", service.check],
        ["Connections", `${count(service.active)} active, ${count(service.inactive)} inactive`],
        ["New", `${short(service.cps)}/s, ${count(service.connections)} since the start`],
        ["Traffic", `${bytes(service.inBps)}/s in, ${bytes(service.outBps)}/s out`],
        ["Not in the file", service.edited && "this service"],
      ]}
    />
    <${Chart}
      title="New connections"
      series=${series}
      curves=${[{ key: "cps", word: "per second", tone: "curve-1" }]}
    />
    <${Chart}
      title="Traffic"
      series=${series}
      unit="bytes"
      curves=${[
        { key: "outBps", word: "out/s", tone: "curve-1" },
        { key: "inBps", word: "in/s", tone: "curve-2" },
      ]}
    />
    <h3>Servers</h3>
    <ul class="members">
      ${servers.map(
        (it) => html`
          <li key=${it.address}>
            <a href=${links.server(name, it.address)}>${it.address}</a>
            <${State} of=${it.condition} />
            <span class="dim">weight ${count(it.weight)}, ${short(it.cps)}/s</span>
            ${it.condition !== "up" && html`<span class="said">${it.lastCheck}</span>`}
          </li>
        `,
      )}
    </ul>
  `;
}
