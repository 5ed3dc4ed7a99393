/** Beside the overview: one server, service or node, as the fragment of the address says. */
import { html, useEffect, useRef } from "./html.js";
import { path } from "./api.js";
import { links } from "./routes.js";
import { useStore } from "./store.js";
import { ServerView } from "./serverview.js";
import { ServiceView } from "./serviceview.js";
import { NodeView } from "./nodeview.js";

const KINDS = { service: "service", node: "director" };
const VIEWS = { server: ServerView, service: ServiceView, node: NodeView };

/** The path of the API that has what a route shows; empty where the overview has it. */
function source({ kind, names }) {
  if (kind === "service") {
    return path("services", names[0]);
  }
  return kind === "server" ? path("services", names[0], "servers", names[1]) : "";
}

export function Panel({ desk, at, ask }) {
  const where = source(at);
  const detail = useStore(desk.store, (it) => it.detail);
  const heading = useRef();
  useEffect(() => desk.watch(where), [where]);
  useEffect(() => () => desk.watch(""), []);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [at.kind, ...at.names]);
  const View = VIEWS[at.kind];
  const mine = detail?.where === where ? detail : null;
  return html`
    <aside class="panel" aria-labelledby="panel-title">
      <header>
        <p class="kind">
          ${
            at.kind === "server"
              ? html`server of <a href=${links.service(at.names[0])}>${at.names[0]}</a>`
              : KINDS[at.kind]
          }
        </p>
        <a class="close" href=${links.overview()} aria-label="Close" aria-keyshortcuts="Escape"
          >✕</a
        >
        <h2 id="panel-title" tabindex="-1" ref=${heading}>${at.names.at(-1)}</h2>
      </header>
      <div class="panel-body">
        ${
          mine?.problem
            ? html`<p class="empty">${mine.problem}</p>`
            : where && !mine
              ? html`<p class="empty">Asking…</p>`
              : html`<${View} desk=${desk} names=${at.names} value=${mine?.value} ask=${ask} />`
        }
      </div>
    </aside>
  `;
}
