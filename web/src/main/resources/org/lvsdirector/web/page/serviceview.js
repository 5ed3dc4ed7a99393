/** All about one virtual service and its servers. */
import { html } from "./html.js";
import { count, duration, short } from "./format.js";
import { State } from "./icons.js";
import { Facts } from "./facts.js";
import { TrafficCharts, trafficFacts } from "./traffic.js";
import { links } from "./routes.js";

export function ServiceView({ value: service }) {
  const { name, state, up, total, fault, servers, series } = service;
  return html`
    <div class=${"standing-of is-" + state}>
      <p class="big">
        <${State} of=${state} />${" "}<span class="dim">${up} of ${total} servers up</span>
      </p>
      ${fault && html`<p class="said is-bad">${fault}</p>`}
      ${service.pool && html`<p class="said is-note">${service.pool}</p>`}
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
        ...trafficFacts(service),
        ["Not in the file", service.edited && "this service"],
      ]}
    />
    <${TrafficCharts} series=${series} />
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
