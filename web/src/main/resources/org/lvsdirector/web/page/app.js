/** The dashboard: puts the parts together, and keeps where one is. */
import { html, render, useEffect, useState } from "./html.js";
import { Announcer } from "./announce.js";
import { Dialogs } from "./dialogs.js";
import { Header, Notice } from "./header.js";
import { KeyList, useKeys } from "./keys.js";
import { layout } from "./layout.js";
import { LogIn } from "./login.js";
import { verdict } from "./verdict.js";
import { Path } from "./path.js";
import { links, route } from "./routes.js";
import { desk } from "./start.js";
import { useStore } from "./store.js";
import { openOnes, Table } from "./table.js";
import { nextTheme } from "./theme.js";
import { Timeline } from "./timeline.js";
import { Truth } from "./truth.js";

const AGAIN_MILLIS = 2000;

function App({ desk }) {
  const phase = useStore(desk.store, (it) => it.phase);
  const known = useStore(desk.store, (it) => !!it.cluster);
  useTitle(desk);
  if (phase === "locked") {
    return html`<${LogIn} desk=${desk} />`;
  }
  if (phase === "unreachable") {
    return html`<${Unreachable} desk=${desk} />`;
  }
  return known ? html`<${Overview} desk=${desk} />` : html`<${Waiting} desk=${desk} />`;
}

function Waiting({ desk }) {
  const { phase, why } = useStore(desk.store, (it) => it.link);
  const words = phase === "lost" ? `No director answers. ${why}` : "Asking the director…";
  return html`<p class="loading" role="status">${words}</p>`;
}

function Unreachable({ desk }) {
  const why = useStore(desk.store, (it) => it.why);
  useEffect(() => {
    const timer = setInterval(() => desk.start(), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return html`
    <main class="gate">
      <form onSubmit=${(event) => event.preventDefault() || desk.start()}>
        <h1>The director does not answer</h1>
        ${why && html`<p class="problem">${why}</p>`}
        <button type="submit" class="primary">Try again</button>
      </form>
    </main>
  `;
}

function Overview({ desk }) {
  const at = useRoute();
  const link = useStore(desk.store, (it) => it.link);
  const [question, ask] = useState(null);
  const [help, setHelp] = useState(false);
  const [cursor, setCursor] = useState(0);
  const Panel = usePanel();
  const fresh = link.phase === "live";
  useKeys(keyActions({ desk, at, cursor, setCursor, ask, setHelp }));
  return html`
    <${Header}
      desk=${desk}
      onHelp=${() => setHelp(true)}
      onFailover=${() => ask({ kind: "failover" })}
    />
    <${Notice} desk=${desk} />
    <main class=${fresh ? "" : "is-old"}>
      <${Truth} desk=${desk} ask=${ask} />
      <div class="middle">
        <${Path}
          desk=${desk}
          service=${at.kind === "service" || at.kind === "server" ? at.names[0] : ""}
        />
        <${Timeline} desk=${desk} />
      </div>
      <${Table} desk=${desk} cursor=${cursor} />
    </main>
    ${at.kind !== "overview" && Panel && html`<${Panel} desk=${desk} at=${at} ask=${ask} />`}
    <${Dialogs} desk=${desk} question=${question} onDone=${() => ask(null)} />
    <${KeyList} open=${help} onDone=${() => setHelp(false)} />
    <${Announcer} desk=${desk} />
  `;
}

/** What each key does here; false = it means nothing at the moment. */
function keyActions({ desk, at, cursor, setCursor, ask, setHelp }) {
  const target = () => serverAt(desk, at, cursor);
  const order = (kind, when) => () => {
    const found = target();
    const { session } = desk.store.get();
    return found && session?.role !== "viewer" && when(found.server)
      ? ask({ kind, ...found })
      : false;
  };
  const move = (by) => () => setCursor(step(desk, cursor, by));
  return {
    "/": () => document.getElementById("search").focus(),
    j: move(1),
    ArrowDown: move(1),
    k: move(-1),
    ArrowUp: move(-1),
    o: () => toggleAt(desk, cursor),
    x: () =>
      desk.setFilter({ state: desk.store.get().filter.state === "troubled" ? "" : "troubled" }),
    d: order("drain", (server) => server.state === "up"),
    u: order("undrain", (server) => server.state !== "up"),
    w: order("weight", () => true),
    f: () => (desk.store.get().session?.role === "viewer" ? false : ask({ kind: "failover" })),
    t: () => nextTheme(),
    "?": () => setHelp(true),
    Escape: () => leave(at),
  };
}

function rowAt(desk, cursor) {
  const { rows, toggled } = desk.store.get();
  const plan = layout(rows?.total || 0, openOnes({ rows, toggled }));
  const { index, server } = plan.at(cursor);
  const row = rows?.list[index - rows.offset];
  return { plan, row, index, server: row?.servers[server] };
}

/** The server that an order by key is about: that of the panel, or of the row. */
function serverAt(desk, at, cursor) {
  const { detail } = desk.store.get();
  if (at.kind === "server") {
    return detail?.value?.service === at.names[0]
      ? { service: at.names[0], server: detail.value }
      : null;
  }
  const { row, server } = rowAt(desk, cursor);
  return server ? { service: row.name, server } : null;
}

function toggleAt(desk, cursor) {
  const { row, index } = rowAt(desk, cursor);
  return row ? desk.toggle(row.name, { index, count: row.servers.length }) : false;
}

function step(desk, cursor, by) {
  const focused = document.activeElement?.closest("[data-row]");
  const from = focused ? Number(focused.dataset.row) : cursor;
  const started = focused || document.querySelector("tr.current:focus-within");
  const next = started ? Math.max(0, Math.min(from + by, rowAt(desk, 0).plan.rows - 1)) : cursor;
  requestAnimationFrame(() => showRow(next));
  return next;
}

function showRow(place) {
  const link = document.querySelector(`tr[data-row="${place}"] a`);
  link?.focus({ preventScroll: true });
  link?.closest("tr").scrollIntoView({ block: "nearest" });
}

function leave(at) {
  const { activeElement } = document;
  if (activeElement?.id === "search") {
    activeElement.blur();
    return true;
  }
  if (at.kind === "overview") {
    return false;
  }
  location.hash = links.overview();
  requestAnimationFrame(() => document.querySelector("tr.current a")?.focus());
  return true;
}

/** Loaded behind the first screen; soon, as the node that it comes from may be gone later. */
function usePanel() {
  const [Panel, setPanel] = useState(null);
  useEffect(() => {
    const load = () =>
      Promise.all([import("./panel.js"), import("./vendor/uplot.mjs")]).then(
        ([module]) => setPanel(() => module.Panel),
        () => setTimeout(load, AGAIN_MILLIS),
      );
    load();
  }, []);
  return Panel;
}

function useRoute() {
  const [at, setAt] = useState(route(location.hash));
  useEffect(() => {
    const look = () => setAt(route(location.hash));
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return at;
}

/** The title tells the state too, for a tab that nobody looks at. */
function useTitle(desk) {
  const cluster = useStore(desk.store, (it) => it.cluster);
  const troubled = useStore(desk.store, (it) => it.troubled);
  const phase = useStore(desk.store, (it) => it.link.phase);
  if (cluster) {
    const { level, headline } = verdict(cluster, troubled, desk.now());
    const sign = phase === "live" ? { ok: "✓", note: "✓", warn: "▲", bad: "✕" }[level] : "?";
    document.title = `${sign} ${headline} – ${cluster.name}`;
  }
}

const place = document.getElementById("app");
place.replaceChildren();
render(html`<${App} desk=${desk} />`, place);
