/** Signs of states: each has a shape of its own, so that nobody depends on its colour. */
import { html } from "./html.js";

const ROUND = html`<circle cx="8" cy="8" r="5.5" class="line" />`;
const DIAMOND = "M8 1.5 14.5 8 8 14.5 1.5 8Z";
const TRIANGLE = "M8 2 14.8 14H1.2Z";

const SHAPES = {
  up: () =>
    html`<circle cx="8" cy="8" r="6" class="fill" /><path d="m5.2 8.2 2 2 3.8-4.2" class="cut" />`,
  down: () =>
    html`<rect x="1.5" y="1.5" width="13" height="13" rx="2" class="fill" /><path
        d="m5 5 6 6m0-6-6 6"
        class="cut"
      />`,
  degraded: () =>
    html`<path d=${TRIANGLE} class="fill" /><path d="M8 6.2v3.6m0 1.4v.9" class="cut" />`,
  fault: () =>
    html`<path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2Z" class="fill" /><path
        d="M8 4.4v4.4m0 1.8v1"
        class="cut"
      />`,
  sorry: () =>
    html`<path d=${TRIANGLE} class="line" /><path d="M8 6.2v3.6m0 1.4v.9" class="line" />`,
  draining: () => html`${ROUND}<path d="M8 2.5a5.5 5.5 0 0 1 0 11Z" class="fill" />`,
  drained: () => html`${ROUND}<path d="M5 8h6" class="line" />`,
  disabled: () => html`${ROUND}<path d="m4.2 11.8 7.6-7.6" class="line" />`,
  unknown: () =>
    html`<circle cx="8" cy="8" r="5.5" class="line dots" /><circle
        cx="8"
        cy="8"
        r="1.2"
        class="fill"
      />`,
  unchecked: () => ROUND,
  master: () => html`<path d=${DIAMOND} class="fill" />`,
  backup: () => html`<path d=${DIAMOND} class="line" />`,
  gone: () =>
    html`<path d=${DIAMOND} class="line dots" /><path d="m5.5 5.5 5 5m0-5-5 5" class="line" />`,
  nobody: () => html`<path d=${DIAMOND} class="fill" /><path d="M8 4.6v4m0 1.8v1" class="cut" />`,
  witness: () =>
    html`<path d=${DIAMOND} class="line" /><circle cx="8" cy="8" r="1.6" class="fill" />`,
  operator: () =>
    html`<circle cx="8" cy="5" r="2.6" class="line" /><path
        d="M2.8 14a5.2 5.2 0 0 1 10.4 0"
        class="line"
      />`,
  good: () => html`<path d="M8 13V3.5M4 7l4-4 4 4" class="line" />`,
  bad: () => html`<path d="M8 3v9.5M4 9l4 4 4-4" class="line" />`,
  plain: () => html`<circle cx="8" cy="8" r="2" class="fill" />`,
  clients: () =>
    html`<circle cx="5.5" cy="6" r="2.2" class="line" /><circle
        cx="11"
        cy="6.6"
        r="1.8"
        class="line"
      /><path d="M1.5 13.5a4 4 0 0 1 8 0m1-3.2a3.2 3.2 0 0 1 4 3.2" class="line" />`,
  vip: () =>
    html`<path d="M8 14.5S3 9.8 3 6.2a5 5 0 0 1 10 0C13 9.8 8 14.5 8 14.5Z" class="line" /><circle
        cx="8"
        cy="6.2"
        r="1.7"
        class="line"
      />`,
};

/** A sign; what it means stands beside it in words, so it says nothing to screen readers. */
export function Sign({ of, tone = of }) {
  const shape = SHAPES[of] || SHAPES.plain;
  return html`<svg class=${"sign is-" + tone} viewBox="0 0 16 16" aria-hidden="true">
    ${shape()}
  </svg>`;
}

const WORDS = {
  up: "up",
  down: "down",
  degraded: "degraded",
  fault: "fault",
  sorry: "sorry server",
  draining: "draining",
  drained: "drained",
  disabled: "taken out",
  unknown: "not checked yet",
  unchecked: "unchecked",
};

/** A state as sign and word. */
export function State({ of, more = "" }) {
  return html`<span class=${"state is-" + of}
    ><${Sign} of=${of} /><span>${WORDS[of] || of}${more}</span></span
  >`;
}
