/** The way of a packet, drawn: its width is the rate, its shape and colour the state. */
import { html, useEffect, useRef, useState } from "./html.js";
import { Sign } from "./icons.js";
import { curve, placed, thickness } from "./pathlayout.js";
import { pathModel } from "./pathmodel.js";
import { onSize } from "./sized.js";
import { useStore } from "./store.js";

const NARROW = 560;
const HEADS = ["Clients", "VIP", "Directors"];

export function Path({ desk, service }) {
  const cluster = useStore(desk.store, (it) => it.cluster);
  const rows = useStore(desk.store, (it) => it.rows);
  const troubled = useStore(desk.store, (it) => it.troubled);
  const [width, setWidth] = useState(0);
  const area = useRef();
  useEffect(() => onSize(area.current, (size) => setWidth(Math.floor(size.width))), []);
  const only =
    rows?.small && rows.list.length === 1 && cluster.services.total === 1 ? rows.list[0] : null;
  const chosen = rows?.list.find((it) => it.name === service) || only;
  const seen = rows?.list || [];
  const known = [...seen, ...troubled.filter(({ name }) => !seen.some((it) => it.name === name))];
  const last = chosen ? `Servers of ${chosen.name}` : "Services";
  return html`
    <section class="card path" aria-label="Path of the traffic">
      <div class="path-heads" aria-hidden="true">
        ${[...HEADS, last].map((it) => html`<span key=${it}>${it}</span>`)}
      </div>
      <div class="path-area" ref=${area}>
        ${width > 0 && html`<${Drawing} model=${pathModel(cluster, known, chosen)} width=${width} />`}
      </div>
    </section>
  `;
}

function Drawing({ model, width }) {
  const narrow = width < NARROW;
  const { boxes, height } = placed(model.columns, width, narrow);
  const most = Math.max(...model.ways.map(({ rate }) => rate));
  const drawn = model.ways.filter(({ from, to }) => boxes.has(from) && boxes.has(to));
  const order = { standby: 0, dead: 1, flow: 2 };
  drawn.sort((a, b) => order[a.kind] - order[b.kind]);
  return html`
    <div class="path-drawing" style=${{ height: height + "px" }}>
      <svg width=${width} height=${height} aria-hidden="true">
        ${drawn.map(({ from, to, rate, kind }) => {
          const line = curve(boxes.get(from), boxes.get(to), narrow);
          return html`<path
            key=${from + to}
            d=${line}
            class=${"way is-" + kind}
            stroke-width=${kind === "flow" ? thickness(rate, most) : 1.5}
          />`;
        })}
        ${drawn
          .filter(({ kind }) => kind === "dead")
          .map(
            ({ from, to }) =>
              html`<${Cut} key=${from + to} to=${boxes.get(to)} narrow=${narrow} />`,
          )}
      </svg>
      ${model.columns.map(
        (column, i) => html`
          <ul key=${i} aria-label=${[...HEADS, "Behind them"][i]}>
            ${column.map((box) => html`<${Box} key=${box.id} box=${box} at=${boxes.get(box.id)} />`)}
          </ul>
        `,
      )}
    </div>
  `;
}

function Cut({ to, narrow }) {
  const x = narrow ? to.x + to.w / 2 : to.x - 14;
  const y = narrow ? to.y - 9 : to.y + to.h / 2;
  return html`<path class="cut-mark" d=${`m${x - 4} ${y - 4} 8 8m0-8-8 8`} />`;
}

function Box({ box, at }) {
  const style = { left: at.x + "px", top: at.y + "px", width: at.w + "px", height: at.h + "px" };
  const inside = html`
    <${Sign} of=${box.sign} tone=${box.tone || box.sign} />
    <span class="words"
      ><b>${box.title}</b><span class="note" title=${box.note}>${box.note}</span></span
    >
  `;
  const look = `box is-${box.tone || box.sign}`;
  return html`
    <li style=${style} class="box-place">
      ${
        box.href
          ? html`<a class=${look} href=${box.href}>${inside}</a>`
          : html`<span class=${look}>${inside}</span>`
      }
    </li>
  `;
}
