/** The first thing to read: how everything is, who is master, and since when. */
import { html, useState } from "./html.js";
import { clock, count, duration, percent, plural, seconds } from "./format.js";
import { verdict } from "./verdict.js";
import { Sign } from "./icons.js";
import { links } from "./routes.js";
import { useStore } from "./store.js";

const SHOWN = 4;

export function Truth({ desk, ask }) {
  const cluster = useStore(desk.store, (it) => it.cluster);
  const troubled = useStore(desk.store, (it) => it.troubled);
  const now = desk.now();
  const { level, headline, items } = verdict(cluster, troubled, now);
  return html`
    <section class="truth" aria-label="Summary">
      <div class=${"verdict is-" + level}>
        <h1>
          <${Sign}
            of=${{ ok: "up", note: "up", warn: "degraded", bad: "down" }[level]}
          />${headline}
        </h1>
        ${items.length > 0 && html`<${Items} items=${items} />`}
      </div>
      <${Groups} cluster=${cluster} now=${now} changes=${html`<${Changes} desk=${desk} ask=${ask} />`} />
    </section>
  `;
}

function Items({ items }) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  return html`
    <ul class="reasons">
      ${shown.map(
        (item) => html`
          <li key=${[item.mark, item.service, item.address, item.node, item.text].join()}>
            <${Sign} of=${item.mark} />
            <span>
              <${Subject} of=${item} />${" "}${item.text}
            </span>
          </li>
        `,
      )}
      ${
        items.length > SHOWN &&
        html`<li><${More} hidden=${items.length - SHOWN} all=${all} setAll=${setAll} /></li>`
      }
    </ul>
  `;
}

function Subject({ of: { service, address, node } }) {
  if (service) {
    const href = address ? links.server(service, address) : links.service(service);
    return html`<a href=${href}><b>${service}</b> ${address}</a>`;
  }
  return node ? html`<a href=${links.node(node)}><b>${node}</b></a>` : null;
}

function More({ hidden, all, setAll }) {
  const text = all ? "Show fewer" : `${count(hidden)} more`;
  return html`<button type="button" class="quiet" onClick=${() => setAll(!all)}>${text}</button>`;
}

/** How many there are, for those who may save them with a button. */
function Changes({ desk, ask }) {
  const changes = useStore(desk.store, (it) => it.cluster.changes);
  const role = useStore(desk.store, (it) => it.session?.role);
  if (!changes) {
    return null;
  }
  return html`
    <span class="is-note">
      <b>${plural(changes, "change")}</b> not in the file${" "}
      ${
        role !== "viewer" &&
        html`<button type="button" class="quiet" onClick=${() => ask({ kind: "save" })}>Show and save</button>`
      }
    </span>
  `;
}

function Groups({ cluster, now, changes }) {
  const [all, setAll] = useState(false);
  const { groups, quorum, epoch } = cluster;
  const shown = all ? groups : groups.slice(0, SHOWN);
  return html`
    <table class="groups" role="table" aria-label="VIP groups and their masters">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Master</th>
          <th role="columnheader" scope="col">group</th>
          <th role="columnheader" scope="col">VIPs</th>
          <th role="columnheader" scope="col">since</th>
          <th role="columnheader" scope="col">epoch</th>
          <th role="columnheader" scope="col">lease left</th>
          <th role="columnheader" scope="col">next in line</th>
          <th role="columnheader" scope="col">why</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((group) => html`<${Group} key=${group.name} group=${group} now=${now} />`)}
      </tbody>
    </table>
    <p class="standing">
      ${groups.length > SHOWN && html`<${More} hidden=${groups.length - SHOWN} all=${all} setAll=${setAll} />`}
      <span><b>Quorum</b> ${quorumText(quorum)}</span>
      <span><b>Epoch</b> ${count(epoch)}</span>
      <span><b>Coordinator</b> ${cluster.coordinator || "none"}</span>
      ${changes}
      ${cluster.differs.map((text) => html`<span class="is-note" key=${text}>${text}</span>`)}
    </p>
  `;
}

function quorumText({ rule, present, configured, needed, ok }) {
  const rest = rule === "none" ? "" : `, ${needed} needed`;
  return `${present} of ${configured} present${rest}${ok ? "" : " – lost"}`;
}

function Group({ group, now }) {
  const { name, vips, master, since, epoch, why, leaseLeftMillis, leaseMillis, candidates } = group;
  const next = candidates.filter((it) => it.node !== master && it.able);
  return html`
    <tr role="row" class=${master ? "" : "is-bad"}>
      <th role="rowheader" scope="row" data-label="Master">
        <${Sign} of=${master ? "master" : "nobody"} tone=${master ? "master" : "down"} />
        ${master ? html`<a href=${links.node(master)}>${master}</a>` : "nobody"}
      </th>
      <td role="cell" data-label="group">${name}</td>
      <td role="cell" data-label="VIPs" class="vips"><${Vips} vips=${vips} /></td>
      <td role="cell" data-label="since">
        ${master ? clock(since, now) : "–"}${" "}
        ${master && html`<span class="dim">(${duration(now - Date.parse(since))})</span>`}
      </td>
      <td role="cell" data-label="epoch">${count(epoch)}</td>
      <td role="cell" data-label="lease left">
        <${Lease} left=${leaseLeftMillis} whole=${leaseMillis} />
      </td>
      <td role="cell" data-label="next in line">
        ${next.slice(0, 2).map((it) => html`<${Candidate} key=${it.node} of=${it} />`)}
        ${next.length === 0 && html`<span class="is-note">nobody</span>`}
      </td>
      <td role="cell" data-label="why" class="why" title=${why}>${why}</td>
    </tr>
  `;
}

function Candidate({ of: { node, coverage, warm } }) {
  const ready = warm ? "ready" : "not warm";
  const text = coverage == null ? ready : `has ${percent(coverage)}`;
  return html`
    <span class="next">
      <a href=${links.node(node)}>${node}</a>${" "}
      <span class=${warm ? "dim" : "is-note"}>${text}</span>
    </span>
  `;
}

function Vips({ vips }) {
  const bare = vips.map((it) => it.replace(/\/(32|128)$/, ""));
  const more = bare.length - 2;
  const text = bare.slice(0, 2).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return html`<span title=${bare.join(", ")}>${text}</span>`;
}

function Lease({ left, whole }) {
  if (left == null) {
    return html`<span class="dim">–</span>`;
  }
  const share = Math.max(0, Math.min(1, left / whole));
  return html`
    <span class=${"lease" + (share < 0.3 ? " is-short" : "")}>
      <span class="bar" aria-hidden="true"><i style=${{ width: share * 100 + "%" }}></i></span>
      ${seconds(left)}
    </span>
  `;
}
