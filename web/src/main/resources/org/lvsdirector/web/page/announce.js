/** Tells screen readers about transitions, a few at a time and not more often than they can say. */
import { html, useEffect, useRef, useState } from "./html.js";
import { useStore } from "./store.js";
import { identity, tone } from "./model.js";

const PAUSE_MILLIS = 4000;
const AT_ONCE = 3;

export function Announcer({ desk }) {
  const timeline = useStore(desk.store, (it) => it.timeline);
  const link = useStore(desk.store, (it) => it.link);
  const [text, setText] = useState("");
  const heard = useRef(new Set());
  const begun = useRef(desk.now());
  const waiting = useRef([]);
  const timer = useRef(null);

  const say = (words) => {
    waiting.current.push(...words);
    timer.current ??= setTimeout(
      () => {
        const all = waiting.current.splice(0);
        const more = all.length - AT_ONCE;
        setText(all.slice(0, AT_ONCE).join(". ") + (more > 0 ? `. And ${more} more events` : ""));
        timer.current = null;
      },
      text ? PAUSE_MILLIS : 100,
    );
  };

  useEffect(() => {
    const fresh = timeline.filter((it) => !heard.current.has(identity(it)));
    heard.current = new Set(timeline.map(identity));
    const words = fresh
      .filter((it) => Date.parse(it.time) > begun.current && tone(it) !== "plain")
      .map((it) => `${it.subject}: ${it.text}`);
    if (words.length) {
      say(words.reverse());
    }
  }, [timeline]);

  useEffect(() => {
    const words = { stale: `${link.node} does not answer`, lost: "The connection is lost" };
    if (words[link.phase]) {
      say([words[link.phase]]);
    } else if (link.phase === "live" && heard.current.size) {
      say([`Live from ${link.node}`]);
    }
  }, [link.phase, link.node]);

  return html`<div class="unseen" role="status" aria-live="polite">${text}</div>`;
}
