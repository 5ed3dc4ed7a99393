/** A row of the table: a service, or one of its servers. */
import { html } from "./html.js";
import { bytes, clock, count, duration, short } from "./format.js";
import { State } from "./icons.js";
import { brief, worst } from "./model.js";
import { links } from "./routes.js";
import { Spark } from "./spark.js";

const CERTIFICATE_DAYS = 30;

/** A cell of numbers with its small curve. */
const Rate = ({ label, text, values }) => html`
  <td role="cell" class="number with-spark" data-label=${label}>
    <${Spark} values=${values} /><span>${text}</span>
  </td>
`;

const Traffic = ({ of, curve }) => html`
  <td role="cell" class="number" data-label="active">${count(of.active)}</td>
  <td role="cell" class="number minor" data-label="inactive">${count(of.inactive)}</td>
  <${Rate} label="conn/s" text=${short(of.cps)} values=${curve?.cps} />
  <td role="cell" class="number minor" data-label="in/s">${bytes(of.inBps)}</td>
  <${Rate} label="out/s" text=${bytes(of.outBps)} values=${curve?.outBps} />
`;

export function ServiceRow({ row, place, current, open, curve, now, onToggle }) {
  const { name, key, state, up, total, scheduler, forward, persistenceSeconds, edited } = row;
  const persistent = persistenceSeconds
    ? `, ${duration(persistenceSeconds * 1000)} persistent`
    : "";
  return html`
    <tr
      role="row"
      aria-rowindex=${place + 2}
      data-row=${place}
      class=${"service is-" + state + (current ? " current" : "")}
    >
      <th role="rowheader" scope="row">
        <button
          type="button"
          class="fold"
          tabindex="-1"
          aria-expanded=${open}
          aria-label=${`Servers of ${name}`}
          onClick=${onToggle}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m6 4 4 4-4 4" /></svg>
        </button>
        <a href=${links.service(name)} tabindex=${current ? 0 : -1}>${name}</a>${" "}
        <span class="dim key">${key}</span>
        ${edited && html`<span class="tag">${edited}</span>`}
      </th>
      <td role="cell" data-label="state"><${State} of=${state} more=${` ${up}/${total}`} /></td>
      <td role="cell" class="check" data-label="last check">
        <${ServiceCheck} row=${row} />
      </td>
      <td
        role="cell"
        class="number minor mode"
        data-label="mode"
        title=${`${scheduler}, ${forward}${persistent}`}
      >
        ${scheduler} · ${forward}
      </td>
      <${Traffic} of=${row} curve=${curve} />
    </tr>
  `;
}

function ServiceCheck({ row }) {
  if (row.fault) {
    return html`<span class="is-bad" title=${row.fault}>${row.fault}</span>`;
  }
  const server = worst(row);
  if (!server) {
    return html`<span class="dim">${row.check}</span>`;
  }
  const text = `${server.address} ${checkText(server)}`;
  const tone = server.condition === "down" ? "is-bad" : "is-note";
  return html`<span class=${tone} title=${text}>${text}</span>`;
}

function checkText({ address, condition, lastCheck }) {
  return condition === "down" ? `down: ${brief(lastCheck, address)}` : condition;
}

export function ServerRow({ service, server, place, current, curve, now }) {
  const { address, condition, health, since, weight, configuredWeight, edited } = server;
  const lasting = condition === health && condition !== "up" && since;
  const age = lasting ? ` ${duration(now - Date.parse(since))}` : "";
  const weights =
    weight === configuredWeight ? count(weight) : `${count(weight)} of ${count(configuredWeight)}`;
  return html`
    <tr
      role="row"
      aria-rowindex=${place + 2}
      data-row=${place}
      class=${"server is-" + condition + (current ? " current" : "")}
    >
      <th role="rowheader" scope="row">
        <a href=${links.server(service.name, address)} tabindex=${current ? 0 : -1}>${address}</a>
        ${edited && html`<span class="tag">${edited}</span>`}
      </th>
      <td role="cell" data-label="state"><${State} of=${condition} more=${age} /></td>
      <td role="cell" class="check" data-label="last check">
        <${ServerCheck} server=${server} now=${now} />
      </td>
      <td role="cell" class="number minor weight" data-label="weight">${weights}</td>
      <${Traffic} of=${server} curve=${curve} />
    </tr>
  `;
}

function ServerCheck({ server, now }) {
  const { address, lastCheck, since, condition, certificateDays, drain } = server;
  const old = since ? `since ${clock(since, now)}` : "";
  const text = drain ? drainText(drain) : brief(lastCheck, address);
  const tone = condition === "down" ? "is-bad" : drain ? "is-note" : "";
  const expires = certificateDays != null && certificateDays < CERTIFICATE_DAYS;
  return html`
    ${expires && html`<span class="tag is-warn">certificate: ${certificateDays} d left</span>`}
    <span class=${tone} title=${`${text} ${old}`}>${text}</span>
  `;
}

/** How far a drain is, in words. */
export function drainText({
  phase,
  connections,
  remainingSeconds,
  expectedSeconds,
  leftovers,
  fault,
}) {
  if (fault) {
    return fault;
  }
  if (phase === "drained") {
    return "drained, no connections left";
  }
  const left = `${count(connections)} left`;
  const end = expectedSeconds >= 0 ? `, about ${duration(expectedSeconds * 1000)} more` : "";
  const what = { keep: "goes on", kill: "is closed", move: "is moved" }[leftovers];
  const deadline =
    remainingSeconds >= 0 ? `; in ${duration(remainingSeconds * 1000)} the rest ${what}` : "";
  return left + end + deadline;
}

/** Where a service is whose rows have not come yet. */
export function EmptyRow({ place }) {
  return html`<tr role="row" aria-rowindex=${place + 2} class="service waiting">
    <th role="rowheader" scope="row">…</th>
  </tr>`;
}
