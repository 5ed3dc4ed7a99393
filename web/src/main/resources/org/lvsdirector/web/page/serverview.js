/** All about one real server of a service, and what can be done with it. */
import { html } from "./html.js";
import { clock, count, duration, short } from "./format.js";
import { Chart } from "./chart.js";
import { State } from "./icons.js";
import { brief } from "./model.js";
import { Facts } from "./facts.js";
import { TrafficCharts, trafficFacts } from "./traffic.js";
import { drainText } from "./rowview.js";
import { useStore } from "./store.js";

const EXPIRES_SOON = 30;

export function ServerView({ desk, value: server, ask }) {
  const session = useStore(desk.store, (it) => it.session);
  const now = desk.now();
  const { address, condition, lastCheck, drain, series, transitions, seenBy } = server;
  return html`
    <div class=${"standing-of is-" + condition}>
      <p class="big">
        <${State} of=${condition} />${" "}
        <span class="dim">${sinceText(server, now)}</span>
      </p>
      <p class="said">${brief(lastCheck, address) || "No check has ended yet."}</p>
      ${drain && html`<${Drain} drain=${drain} />`}
    </div>
    <${Actions} session=${session} server=${server} ask=${ask} />
    <${Facts}
      of=${[
        ["Weight", weights(server)],
        ...trafficFacts(server),
        ["Check took", server.checkMillis == null ? "" : `${short(server.checkMillis)} ms`],
        ["Certificate", certificate(server.certificateDays)],
        ["Idle connection", server.sentinel],
        ["Place", place(server)],
        [
          "Not in the file",
          server.edited === "added" ? "this server" : server.edited ? "this weight or state" : "",
        ],
      ]}
    />
    <${TrafficCharts} series=${series} />
    <${Chart}
      title="Connections"
      series=${series}
      curves=${[{ key: "active", word: "active", tone: "curve-1" }]}
    />
    <h3>Check history</h3>
    <${Transitions} of=${transitions || []} address=${address} now=${now} />
    <h3>As each director sees it</h3>
    <ul class="seen">
      ${(seenBy || []).map(
        ({ node, health, lastCheck: text }) => html`
          <li key=${node}><b>${node}</b> <${State} of=${health} /> <span>${brief(text, address)}</span></li>
        `,
      )}
    </ul>
  `;
}

function sinceText({ condition, health, since }, now) {
  if (!since) {
    return "";
  }
  const what = health === condition ? "" : `${health} `;
  return `${what}since ${clock(since, now)} (${duration(now - Date.parse(since))})`;
}

const ROLES = {
  standby: "rests: those of the levels below suffice",
  "slow-start": "its weight rises since it came back",
  spared: "serves although its checks fail: too many would be out",
  "no-quorum": "rests: the service has no quorum",
};

function place({ level, role, flapping }) {
  return [level > 1 && `level ${level}`, ROLES[role], flapping && "goes up and down"]
    .filter(Boolean)
    .join("; ");
}

function weights({ weight, configuredWeight, fileWeight }) {
  const force =
    weight === configuredWeight
      ? count(weight)
      : `${count(weight)} in force, ${count(configuredWeight)} when it is up`;
  return fileWeight == null || fileWeight === configuredWeight
    ? force
    : `${force} (file: ${count(fileWeight)})`;
}

function certificate(days) {
  if (days == null) {
    return "";
  }
  const text = days < 0 ? `expired ${count(-days)} d ago` : `${count(days)} d left`;
  return days < EXPIRES_SOON ? html`<span class="is-note">${text} – renew it</span>` : text;
}

function Drain({ drain }) {
  return html`<p class="said is-note">${drainText(drain)}</p>`;
}

function Actions({ session, server, ask }) {
  if (!session || session.role === "viewer") {
    return html`<p class="hint">To change something, log in as an operator; you are a viewer.</p>`;
  }
  const button = (kind, word, keys) =>
    html`<button
      type="button"
      aria-keyshortcuts=${keys}
      onClick=${() => ask({ kind, service: server.service, server })}
    >
      ${word}
    </button>`;
  return html`
    <div class="actions" role="group" aria-label="Actions">
      ${server.state === "up" ? button("drain", "Drain…", "d") : button("undrain", "Put back…", "u")}
      ${button("weight", "Weight…", "w")}
    </div>
  `;
}

function Transitions({ of, address, now }) {
  if (!of.length) {
    return html`<p class="empty">Its health has not changed since the start.</p>`;
  }
  return html`
    <ol class="transitions">
      ${of.map(
        ({ time, node, health, text }) => html`
          <li key=${time + node}>
            <time datetime=${time} title=${time}>${clock(time, now)}</time>
            <${State} of=${health} /> <span>${brief(text, address)}</span>
          </li>
        `,
      )}
    </ol>
  `;
}
