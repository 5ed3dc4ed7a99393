/**
 * A chart over the last minutes, drawn by uPlot. index.html has that fetched early: the director
 * that the page came from may be gone when the first chart is wanted.
 */
import { html, useEffect, useRef } from "./html.js";
import { bytes, clock, short } from "./format.js";
import { onSize } from "./sized.js";

const HEIGHT = 120;
const library = () => import("./vendor/uplot.mjs").then((module) => module.default);

/** A colour of the theme as the canvas wants it. */
function colour(place, name, alpha = 1) {
  place.style.color = `var(--${name})`;
  const [red, green, blue] = getComputedStyle(place).color.match(/[\d.]+/g);
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

function options(place, curves, unit) {
  const grid = { stroke: colour(place, "line"), width: 1 };
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: colour(place, "dim"), grid, ticks: grid, font };
  const text = unit === "bytes" ? bytes : short;
  const brief = (value) =>
    text(value).replace(/\.?0+(?=\u202f|$)/, (zeros) => (zeros.startsWith(".") ? "" : zeros));
  return {
    width: place.clientWidth,
    height: HEIGHT,
    padding: [8, 24, 0, 0],
    cursor: { y: false, drag: { x: false, y: false } },
    legend: { show: false },
    scales: { y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      { ...axis, size: 24, space: 70, values: (_, times) => times.map((it) => clock(it * 1000)) },
      { ...axis, size: 60, space: 28, values: (_, values) => values.map(brief) },
    ],
    series: [
      {},
      ...curves.map(({ word, tone }) => ({
        label: word,
        stroke: colour(place, tone),
        width: 1.5,
        fill: colour(place, tone, 0.13),
        points: { show: false },
      })),
    ],
  };
}

/** @param series of the API; @param curves {key, word, tone} each */
export function Chart({ title, series, curves, unit }) {
  const place = useRef();
  const plot = useRef();
  const length = series?.[curves[0].key]?.length || 0;
  useEffect(() => {
    const over = new AbortController();
    let unwatch;
    library().then((Plot) => {
      if (over.signal.aborted || !place.current) {
        return;
      }
      const draw = () => {
        plot.current?.destroy();
        plot.current = new Plot(
          options(place.current, curves, unit),
          data(series, curves),
          place.current,
        );
      };
      draw();
      unwatch = onSize(place.current, ({ width }) =>
        plot.current?.setSize({ width, height: HEIGHT }),
      );
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw, {
        signal: over.signal,
      });
      document.addEventListener("themechange", draw, { signal: over.signal });
    });
    return () => {
      over.abort();
      unwatch?.();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [length > 1]);
  useEffect(() => {
    plot.current?.setData(data(series, curves));
  }, [series]);
  const legend = ({ key, word, tone }) => html`
    <span key=${key} class="legend">
      <i class=${"swatch is-" + tone}></i>${word} <b>${text(series[key].at(-1))}</b>
    </span>
  `;
  const text = unit === "bytes" ? bytes : short;
  const words = length > 1 ? spoken(title, series, curves, text) : "";
  return html`
    <figure class="chart">
      <figcaption>
        ${title}
        ${length > 0 && curves.map(legend)}
      </figcaption>
      ${
        length > 1
          ? html`<div class="plot" ref=${place} role="img" aria-label=${words}></div>`
          : html`<p class="empty">No rates yet.</p>`
      }
    </figure>
  `;
}

function data(series, curves) {
  const values = curves.map(({ key }) => series[key]);
  const end = Date.parse(series.end) / 1000;
  const step = series.stepMillis / 1000;
  const length = values[0].length;
  return [values[0].map((_, i) => end - (length - 1 - i) * step), ...values];
}

function spoken(title, series, curves, text) {
  const parts = curves.map(
    ({ key, word }) =>
      `${word} now ${text(series[key].at(-1))}, at most ${text(Math.max(...series[key]))}`,
  );
  return `${title}: ${parts.join("; ")}`;
}
