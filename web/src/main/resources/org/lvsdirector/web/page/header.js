/** What is always in sight: which cluster, whether this is live, who looks. */
import { html, useEffect, useState } from "./html.js";
import { clock, duration, seconds } from "./format.js";
import { Sign } from "./icons.js";
import { nextTheme, theme } from "./theme.js";
import { useStore } from "./store.js";

export function Header({ desk, onHelp, onFailover }) {
  const [open, setOpen] = useState(false);
  const cluster = useStore(desk.store, (it) => it.cluster);
  const session = useStore(desk.store, (it) => it.session);
  return html`
    <header class="top">
      <a class="skip" href="#services" onClick=${skip}>Skip to the services</a>
      <strong class="brand"><${Sign} of="master" />${cluster?.name || "lvs-director"}</strong>
      <${Link} desk=${desk} />
      <span class="grow"></span>
      <button
        type="button"
        class="more"
        aria-expanded=${open}
        aria-controls="menu"
        aria-label="Menu"
        onClick=${() => setOpen(!open)}
      >
        ⋯
      </button>
      <div id="menu" class=${open ? "menu is-open" : "menu"} onClick=${() => setOpen(false)}>
        ${
          session &&
          session.role !== "viewer" &&
          html`<button type="button" aria-keyshortcuts="f" onClick=${onFailover}>Fail over…</button>`
        }
        <${Theme} />
        <button
          type="button"
          aria-keyshortcuts="?"
          aria-label="Keys"
          title="Keys (?)"
          onClick=${onHelp}
        >
          ?<span class="word"> keys</span>
        </button>
        ${session && html`<${Who} desk=${desk} session=${session} />`}
      </div>
    </header>
  `;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("services")?.focus();
}

/** Says who tells all this, and how old it is when nobody does. */
function Link({ desk }) {
  const { phase, node, at } = useStore(desk.store, (it) => it.link);
  const [, tick] = useState(0);
  const quiet = phase !== "live";
  useEffect(() => {
    const timer = quiet && setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, [quiet]);
  const age = Date.now() - at;
  const text = {
    starting: "connecting",
    live: `live from ${node}`,
    stale: `stale for ${seconds(age)}: ${node} does not answer`,
    lost: `no director answers, for ${duration(age)}`,
    refused: "log in again",
  }[phase];
  const sign = { live: "up", stale: "degraded", lost: "down" }[phase] || "unknown";
  return html`<span class=${"link is-" + phase}><${Sign} of=${sign} />${text}</span>`;
}

function Theme() {
  const [now, setNow] = useState(theme());
  useEffect(() => {
    const changed = () => setNow(theme());
    document.addEventListener("themechange", changed);
    return () => document.removeEventListener("themechange", changed);
  }, []);
  return html`<button
    type="button"
    aria-keyshortcuts="t"
    title="Theme (t)"
    aria-label=${`Theme: ${now}`}
    onClick=${nextTheme}
  >
    ${{ system: "◐", dark: "☾", light: "☀" }[now]}<span class="word"> theme: ${now}</span>
  </button>`;
}

function Who({ desk, session }) {
  const { name, role, by, logIn } = session;
  return html`
    <span class="who">
      ${by === "anyone" ? "no log-in" : name}${" "}
      ${name !== role && html`<span class="dim">${role}</span>`}
    </span>
    ${by === "cookie" && logIn && html`<button type="button" onClick=${() => desk.logOut()}>Log out</button>`}
  `;
}

/** Over the page: that it is not live, or that another member tells it now. */
export function Notice({ desk }) {
  const link = useStore(desk.store, (it) => it.link);
  const moved = useStore(desk.store, (it) => it.moved);
  const cluster = useStore(desk.store, (it) => it.cluster);
  if (link.phase === "stale" || link.phase === "lost") {
    return html`
      <section class="notice is-bad" aria-label="Connection">
        <${Sign} of="degraded" />
        <span>
          <b>Not live.</b> What you see is from ${clock(cluster ? cluster.time : link.at)}.${" "}
          ${link.why}
        </span>
        <${Elsewhere} cluster=${cluster} desk=${desk} />
      </section>
    `;
  }
  if (!moved) {
    return null;
  }
  if (moved.refusedBy) {
    return html`
      <section class="notice is-bad" aria-label="Connection">
        <${Sign} of="degraded" />
        <span>
          <b>Not live.</b> Your session has ended. ${" "}
          <a href=${moved.refusedBy + "/"}>Log in at ${moved.refusedBy}</a>
        </span>
      </section>
    `;
  }
  return html`
    <section class="notice" aria-label="Connection">
      <${Sign} of="master" />
      <span>
        <b>${moved.from}</b> stopped answering at ${clock(moved.at)}; what you see now comes from
        ${" "}<b>${moved.to}</b>. Before you reload, go to the ${" "}
        <${Elsewhere} cluster=${cluster} desk=${desk} />
      </span>
      <button type="button" onClick=${() => desk.store.set({ moved: null })}>OK</button>
    </section>
  `;
}

/** The pages of the other members, for the case that one has to go there by hand. */
function Elsewhere({ cluster, desk }) {
  const others = (cluster?.nodes || []).filter(
    (it) => it.url && it.present && it.url !== location.origin,
  );
  if (!others.length) {
    return html`<span class="dim">No other member’s API can be reached from here.</span>`;
  }
  return others.map((it) => html`<a key=${it.node} href=${it.url + "/"}>page of ${it.node}</a> `);
}
