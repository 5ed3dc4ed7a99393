/** What passes through a service or a server: in words, and over the last minutes. */
import { html } from "./html.js";
import { bytes, count, short } from "./format.js";
import { Chart } from "./chart.js";

/** Facts about the traffic of a service or a server, as the API lists it. */
export const trafficFacts = (row) => [
  ["Connections", `${count(row.active)} active, ${count(row.inactive)} inactive`],
  ["New", `${short(row.cps)}/s, ${count(row.connections)} since the start`],
  ["Traffic", `${bytes(row.inBps)}/s in, ${bytes(row.outBps)}/s out`],
];

export function TrafficCharts({ series }) {
  return html`
    <${Chart}
      title="New connections"
      series=${series}
      curves=${[{ key: "cps", word: "per second", tone: "curve-1" }]}
    />
    <${Chart}
      title="Traffic"
      series=${series}
      unit="bytes"
      curves=${[
        { key: "outBps", word: "out/s", tone: "curve-1" },
        { key: "inBps", word: "in/s", tone: "curve-2" },
      ]}
    />
  `;
}
