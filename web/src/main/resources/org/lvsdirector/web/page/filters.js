/** What narrows the table down: words, a state, a group. */
import { html, useEffect, useRef, useState } from "./html.js";
import { count } from "./format.js";
import { Sign } from "./icons.js";
import { useStore } from "./store.js";

const TYPING_MILLIS = 120;

export function Filters({ desk }) {
  const filter = useStore(desk.store, (it) => it.filter);
  const cluster = useStore(desk.store, (it) => it.cluster);
  const { services, groups } = cluster;
  const states = ["degraded", "down", "fault", "sorry"].filter(
    (it) => services[it] || filter.state === it,
  );
  return html`
    <div class="filters">
      <h2>Services</h2>
      <${Search} desk=${desk} />
      <div class="choices" role="group" aria-label="State">
        <${Choice}
          desk=${desk}
          state=""
          chosen=${filter.state}
          sign="plain"
          word="all"
          number=${services.total}
        />
        <${Choice}
          desk=${desk}
          state="troubled"
          chosen=${filter.state}
          sign="degraded"
          word="troubled"
        />
        ${states.map((it) => html`<${Choice} key=${it} desk=${desk} state=${it} chosen=${filter.state} sign=${it} word=${it} number=${services[it]} />`)}
      </div>
      ${
        groups.length > 1 &&
        html`
          <select
            aria-label="VIP group"
            value=${filter.group}
            onChange=${(event) => desk.setFilter({ group: event.target.value })}
          >
            <option value="">all groups</option>
            ${groups.map(({ name }) => html`<option key=${name} value=${name}>${name}</option>`)}
          </select>
        `
      }
    </div>
  `;
}

function Choice({ desk, state, chosen, sign, word, number }) {
  return html`
    <button
      type="button"
      aria-pressed=${chosen === state}
      onClick=${() => desk.setFilter({ state })}
    >
      ${state && html`<${Sign} of=${sign} />`}${word}${number != null && html` <span class="dim">${count(number)}</span>`}
    </button>
  `;
}

function Search({ desk }) {
  const search = useStore(desk.store, (it) => it.filter.search);
  const [text, setText] = useState(search);
  const timer = useRef();
  useEffect(() => setText(search), [search]);
  const type = (event) => {
    const typed = event.target.value;
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => desk.setFilter({ search: typed.trim() }), TYPING_MILLIS);
  };
  return html`
    <input
      id="search"
      type="search"
      placeholder="Name, address, check…"
      aria-label="Search services, addresses and check texts"
      aria-keyshortcuts="/"
      autocomplete="off"
      spellcheck="false"
      value=${text}
      onInput=${type}
    />
  `;
}
