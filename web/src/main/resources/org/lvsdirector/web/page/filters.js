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
  const choice = (state, word, number) => html`
    <${Choice} key=${state} word=${word} number=${number} state=${state} desk=${desk} filter=${filter} />
  `;
  return html`
    <div class="filters">
      <h2>Services</h2>
      <${Search} desk=${desk} />
      <div class="choices" role="group" aria-label="State">
        ${choice("", "all", services.total)}${choice("troubled", "troubled")}
        ${states.map((it) => choice(it, it, services[it]))}
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

function Choice({ desk, filter, state, word, number }) {
  const choose = () => desk.setFilter({ state });
  return html`
    <button type="button" aria-pressed=${filter.state === state} onClick=${choose}>
      ${state && html`<${Sign} of=${state === "troubled" ? "degraded" : state} />`}
      ${word}${number != null && html` <span class="dim">${count(number)}</span>`}
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
