/** A small curve without axes; its numbers stand beside it. */
import { html } from "./html.js";

const WIDTH = 64;
const HEIGHT = 16;
const POINTS = 60;
const SHORTEST = 4;

export function Spark({ values }) {
  if (!values || values.length < SHORTEST) {
    return html`<svg class="spark" width=${WIDTH} height=${HEIGHT} aria-hidden="true"></svg>`;
  }
  const most = Math.max(...values) || 1;
  const step = WIDTH / (POINTS - 1);
  const left = WIDTH - (values.length - 1) * step;
  const points = values.map((value, i) => {
    const y = HEIGHT - 1 - (value / most) * (HEIGHT - 2.5);
    return `${(left + i * step).toFixed(1)} ${y.toFixed(1)}`;
  });
  const line = "M" + points.join("L");
  return html`
    <svg class="spark" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
      <path class="under" d=${`${line}V${HEIGHT}H${left.toFixed(1)}Z`} />
      <path class="over" d=${line} />
    </svg>
  `;
}
