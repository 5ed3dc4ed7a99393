/** All about one director: what it holds, what it could hold, how far its tables are alike. */
import { html } from "./html.js";
import { bytes, clock, count, duration, percent, plural, seconds, short } from "./format.js";
import { Sign } from "./icons.js";
import { Facts } from "./facts.js";
import { useStore } from "./store.js";

export function NodeView({ desk, names, ask }) {
  const cluster = useStore(desk.store, (it) => it.cluster);
  const session = useStore(desk.store, (it) => it.session);
  const node = cluster.nodes.find((it) => it.node === names[0]);
  const now = desk.now();
  if (!node) {
    return html`<p class="empty">There is no director of this name.</p>`;
  }
  const held = cluster.groups.filter((it) => it.master === node.node);
  const sign = !node.present
    ? "gone"
    : held.length
      ? "master"
      : node.role === "witness"
        ? "witness"
        : "backup";
  const what = {
    gone: "gone",
    master: `master of ${held.map((it) => it.name).join(", ")}`,
    witness: "witness",
    backup: "backup",
  }[sign];
  return html`
    <div class=${"standing-of is-" + sign}>
      <p class="big">
        <span class=${"state is-" + sign}><${Sign} of=${sign} /><span>${what}</span></span>
        ${node.coordinator && html`<span class="dim"> coordinator</span>`}
      </p>
      ${node.answer && html`<p class="said is-bad">${node.answer}</p>`}
      ${node.faults.map((text) => html`<p class="said is-bad" key=${text}>${text}</p>`)}
    </div>
    ${node.present && !node.answer && html`<${Present} node=${node} now=${now} />`}
    <h3>Groups</h3>
    <ul class="members">
      ${node.groups.map(
        (it) => html`
          <${Group} key=${it.name} cluster=${cluster} node=${node} group=${it} session=${session} ask=${ask} />
        `,
      )}
      ${node.groups.length === 0 && html`<li class="empty">Nothing is known of its groups.</li>`}
    </ul>
    ${node.sync?.peers?.length > 0 && html`<${Sync} sync=${node.sync} />`}
  `;
}

function Present({ node, now }) {
  const { traffic, process } = node;
  return html`
    <${Facts}
      of=${[
        ["Ready", node.ready ? "yes" : "no"],
        [
          "Running",
          `since ${clock(node.startedAt, now)} (${duration(now - Date.parse(node.startedAt))})`,
        ],
        ["Version", node.version],
        ["Address", node.address],
        ["API", node.url],
        ["Forwards by", node.dataplane],
        [
          "Configuration",
          html`<code title=${node.configHash}>${node.configHash?.slice(0, 12)}</code>`,
        ],
        [
          "Connections",
          traffic && `${count(traffic.active)} active, ${count(traffic.inactive)} inactive`,
        ],
        ["New", traffic && `${short(traffic.cps)}/s`],
        ["Traffic", traffic && `${bytes(traffic.inBps)}/s in, ${bytes(traffic.outBps)}/s out`],
        ["Memory", process && `${bytes(process.heapUsed)} of ${bytes(process.heapMax)} of heap`],
        ["Threads", process && count(process.threads)],
      ]}
    />
  `;
}

function Group({ cluster, node, group, session, ask }) {
  const holder = cluster.groups.find((it) => it.name === group.name)?.master;
  const mine = holder === node.node;
  const sign = mine ? "master" : "backup";
  const may = session && session.role !== "viewer";
  const words = [
    group.able ? "" : `not able: ${group.reason}`,
    group.coverage == null || mine ? "" : `has ${percent(group.coverage)} of the connections`,
    group.leaseLeftMillis == null ? "" : `lease ${seconds(group.leaseLeftMillis)}`,
    `priority ${group.priority}${group.preempt ? ", preempts" : ""}`,
    `sees ${plural(group.healthyServers, "healthy server")}`,
  ];
  const text = words.filter(Boolean).join(", ");
  const move = () => ask({ kind: "failover", group: group.name, to: mine ? "" : node.node });
  return html`
    <li>
      <b>${group.name}</b>
      <span class=${"state is-" + sign}>
        <${Sign} of=${sign} /><span>${mine ? "held here" : `held by ${holder || "nobody"}`}</span>
      </span>
      ${
        may &&
        (mine || (node.present && group.able)) &&
        html`<button type="button" onClick=${move}>${mine ? "Move away…" : "Move here…"}</button>`
      }
      <span class=${"more " + (group.able ? "dim" : "is-note")}>${text}</span>
    </li>
  `;
}

function Sync({ sync }) {
  return html`
    <h3>Connection sync (${sync.mode})</h3>
    ${sync.fault && html`<p class="said is-bad">${sync.fault}</p>`}
    <ul class="members">
      ${sync.peers.map(
        (peer) => html`
          <li key=${peer.node}>
            <b>${peer.node}</b>
            <span>${peer.why || `has ${percent(peer.coverage)} of its ${count(peer.total)}`}</span>
            <span class="dim">lag ${count(peer.lagMillis)} ms, ${count(peer.lost)} lost</span>
          </li>
        `,
      )}
    </ul>
  `;
}
