/** What happened, newest first, with the cause. */
import { html, useState } from "./html.js";
import { clock } from "./format.js";
import { brief, gathered, identity, place, tone } from "./model.js";
import { Sign } from "./icons.js";
import { links } from "./routes.js";
import { useStore } from "./store.js";

const SHOWN = 60;
const WORDS = {
  master: "Mastership",
  bad: "Trouble",
  good: "Recovery",
  operator: "By hand",
  plain: "Other",
};

export function Timeline({ desk }) {
  const timeline = useStore(desk.store, (it) => it.timeline);
  const [only, setOnly] = useState("");
  const shown = gathered(timeline).filter((it) => !only || tone(it) === only);
  return html`
    <section class="card timeline" aria-label="Timeline">
      <header>
        <h2>Timeline</h2>
        <select
          aria-label="Kind of events"
          value=${only}
          onChange=${(event) => setOnly(event.target.value)}
        >
          <option value="">everything</option>
          ${Object.entries(WORDS).map(([it, word]) => html`<option key=${it} value=${it}>${word}</option>`)}
        </select>
      </header>
      ${
        shown.length
          ? html`<ol tabindex="0" aria-label="Events, newest first">
              ${shown
                .slice(0, SHOWN)
                .map(
                  (it) => html`<${Happening} key=${identity(it)} event=${it} now=${desk.now()} />`,
                )}
            </ol>`
          : html`<p class="empty">
              ${timeline.length ? "No event of this kind is kept." : "Nothing has happened yet."}
            </p>`
      }
    </section>
  `;
}

export function Happening({ event, now }) {
  const found = place(event);
  const about = found && links.server(found.service, found.address);
  const sign = tone(event);
  return html`
    <li class=${"is-" + sign}>
      <time datetime=${event.time} title=${event.time}>${clock(event.time, now)}</time>
      <${Sign} of=${sign} tone=${sign} />
      <span class="event">
        <b>${about ? html`<a href=${about}>${event.subject}</a>` : event.subject}</b>${" "}
        <span class="kind">${event.kind}, ${event.nodes.join(" and ")}</span>
        <span class="text">${found ? brief(event.text, found.address) : event.text}</span>
      </span>
    </li>
  `;
}
