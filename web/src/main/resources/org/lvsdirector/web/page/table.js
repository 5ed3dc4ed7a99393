/**
 * Services and servers, dense. Only the rows on the screen exist; the rest is two spaces. The page
 * scrolls, not the table, so that a phone has one thing to scroll.
 */
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./html.js";
import { Filters } from "./filters.js";
import { layout } from "./layout.js";
import { EmptyRow, ServerRow, ServiceRow } from "./rowview.js";
import { onSize } from "./sized.js";
import { useStore } from "./store.js";

const MARGIN = 8;

const HEADS = [
  { word: "Service, server", sort: "name" },
  { word: "State", sort: "state" },
  { word: "Last check" },
  { word: "Weight", number: true },
  { word: "Active", sort: "active", number: true },
  { word: "Inactive", number: true },
  { word: "Conn/s", sort: "cps", number: true },
  { word: "In/s", sort: "inBps", number: true },
  { word: "Out/s", number: true },
];

/** The services that are open, by their places. */
export function openOnes({ rows, toggled }) {
  if (!rows) {
    return [];
  }
  return rows.small
    ? rows.list.flatMap((row, index) =>
        toggled.has(row.name) ? [] : [{ index, count: row.servers.length }],
      )
    : [...toggled.values()];
}

export function Table({ desk, cursor }) {
  const rows = useStore(desk.store, (it) => it.rows);
  const toggled = useStore(desk.store, (it) => it.toggled);
  const filter = useStore(desk.store, (it) => it.filter);
  const plan = useMemo(
    () => layout(rows?.total || 0, openOnes({ rows, toggled })),
    [rows, toggled],
  );
  const body = useRef();
  const [seen, height] = useVisible(body, plan.rows);
  const places = [];
  for (let place = seen.first; place < Math.min(seen.last, plan.rows); place++) {
    places.push(place);
  }
  useEffect(() => {
    desk.rows.look(plan.at(seen.first).index, plan.at(Math.min(seen.last, plan.rows)).index + 1);
  }, [seen.first, seen.last, plan]);
  const below = Math.max(0, plan.rows - seen.last);
  return html`
    <section id="services" class="card services" aria-label="Services" tabindex="-1">
      <${Filters} desk=${desk} />
      <table role="table" aria-label="Services and their servers" aria-rowcount=${plan.rows + 1}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex="1">
            ${HEADS.map((it) => html`<${Head} key=${it.word} desk=${desk} head=${it} sort=${filter.sort} />`)}
          </tr>
        </thead>
        <tbody role="rowgroup" ref=${body}>
          <tr aria-hidden="true" class="space" style=${{ height: seen.first * height + "px" }}></tr>
          ${places.map(
            (place) => html`
              <${Row}
                key=${keyOf(plan, place, rows)}
                desk=${desk}
                plan=${plan}
                place=${place}
                rows=${rows}
                current=${place === cursor}
                toggled=${toggled}
              />
            `,
          )}
          <tr aria-hidden="true" class="space" style=${{ height: below * height + "px" }}></tr>
        </tbody>
      </table>
      ${rows?.total === 0 && html`<${Nothing} desk=${desk} filter=${filter} />`}
    </section>
  `;
}

function Nothing({ desk, filter: { search, state, group } }) {
  if (!search && !state && !group) {
    return html`<p class="empty">No services are configured.</p>`;
  }
  const all = () => desk.setFilter({ search: "", state: "", group: "" });
  return html`
    <p class="empty">No service matches. <button type="button" onClick=${all}>Show all</button></p>
  `;
}

function keyOf(plan, place, rows) {
  const { index, server } = plan.at(place);
  const row = rows.list[index - rows.offset];
  return row ? `${row.name}/${server < 0 ? "" : row.servers[server]?.address}` : `at ${place}`;
}

function Head({ desk, head: { word, sort, number }, sort: chosen }) {
  const sorted = sort && sort === chosen;
  const order = sort === "name" ? "ascending" : "descending";
  const next = sorted ? "" : sort;
  return html`
    <th
      role="columnheader"
      scope="col"
      class=${number ? "number" : ""}
      aria-sort=${sorted ? order : undefined}
    >
      ${
        sort
          ? html`<button
              type="button"
              title=${sorted ? "Back to the order of the file" : `Sort by ${word.toLowerCase()}`}
              onClick=${() => desk.setFilter({ sort: next })}
            >
              ${word}<span class="arrow" aria-hidden="true"
                >${sorted ? (order === "ascending" ? "↑" : "↓") : ""}</span
              >
            </button>`
          : word
      }
    </th>
  `;
}

function Row({ desk, plan, place, rows, current, toggled }) {
  const { index, server } = plan.at(place);
  const row = rows.list[index - rows.offset];
  const now = desk.now();
  if (!row) {
    return html`<${EmptyRow} place=${place} />`;
  }
  if (server >= 0) {
    const it = row.servers[server];
    return it
      ? html`<${ServerRow}
          service=${row}
          server=${it}
          place=${place}
          current=${current}
          now=${now}
          curve=${desk.rows.history.of(row.name, it.address)}
        />`
      : html`<${EmptyRow} place=${place} />`;
  }
  const open = rows.small !== toggled.has(row.name);
  const toggle = () => desk.toggle(row.name, { index, count: row.servers.length });
  return html`<${ServiceRow}
    row=${row}
    place=${place}
    current=${current}
    open=${open}
    now=${now}
    curve=${desk.rows.history.of(row.name)}
    onToggle=${toggle}
  />`;
}

/** Which rows are on the screen, with some around them, and how high one is. */
function useVisible(body, total) {
  const [state, setState] = useState({ first: 0, last: 40, height: 28 });
  useLayoutEffect(() => {
    const look = () => {
      const style = getComputedStyle(document.documentElement);
      const height = parseFloat(style.getPropertyValue("--row")) * parseFloat(style.fontSize);
      const top = body.current.getBoundingClientRect().top;
      const first = Math.max(0, Math.floor(-top / height) - MARGIN);
      const last = Math.max(MARGIN, Math.ceil((innerHeight - top) / height) + MARGIN);
      const bounded = Math.max(first, Math.min(last, total));
      setState((old) =>
        old.first === first && old.last === bounded && old.height === height
          ? old
          : { first, last: bounded, height },
      );
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    const unwatch = onSize(document.body, look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
      unwatch();
    };
  }, [total]);
  return [state, state.height];
}
