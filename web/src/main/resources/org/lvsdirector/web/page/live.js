/**
 * Follows what the cluster tells at /live. When the member that tells it falls silent, the stream
 * goes on with whichever member answers first, from the last event that was seen.
 */
import { send } from "./api.js";
import { sseReader } from "./sse.js";

/** Silence after which what is shown counts as stale, and others are asked too. */
export const STALE_MILLIS = 2500;

const GIVE_UP_MILLIS = 10_000;
const LOOK_MILLIS = 250;
const NEXT_MILLIS = 120;
const ANSWER_MILLIS = 4000;
const AGAIN_MILLIS = 500;

/** What became of members none of which tells anything. */
function refusal(failures) {
  const unknown = failures.find(({ failure }) => failure.status === 401);
  const { failure } = unknown || failures.find((it) => it.failure.status) || failures[0];
  return { refused: unknown?.target, why: failure.status ? failure.message : "" };
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

export class Live {
  #members;
  #onEvent;
  #onLink;
  #lastId = "";
  #node = "";
  #stopped = false;
  #current = new AbortController();

  /**
   * @param onEvent gets {type, data} with the data parsed
   * @param onLink gets {phase, node, at, why}; phase is live, stale, lost or refused
   */
  constructor(members, onEvent, onLink) {
    this.#members = members;
    this.#onEvent = onEvent;
    this.#onLink = onLink;
  }

  stop() {
    this.#stopped = true;
    this.#current.abort();
  }

  /** Runs until stopped, or until nobody accepts the session any more. */
  async run() {
    let next = await this.#first(this.#members.candidates());
    while (!this.#stopped) {
      if (next.stream) {
        this.#members.adopt(next.target, next.target.node);
        next = await this.#follow(next);
        this.#onLink({ phase: "lost", why: next.why, at: Date.now() });
      } else if (next.refused) {
        this.#onLink({ phase: "refused", target: next.refused, why: next.why, at: Date.now() });
        return;
      } else {
        this.#onLink({ phase: "lost", why: next.why, at: Date.now() });
        await pause(AGAIN_MILLIS);
      }
      if (!next.stream && !this.#stopped) {
        next = await this.#first(this.#members.candidates());
      }
    }
  }

  /**
   * The first of the members that answers; each gets a moment before the next is asked as well.
   *
   * @return {target, stream, abort}, or {refused, why} when nobody does; refused = the member that
   *     does not know the session
   */
  #first(targets, until = new AbortController().signal) {
    return new Promise((answer) => {
      const attempts = [];
      const failures = [];
      let settled = false;
      let timer;
      const settle = (result) => {
        if (settled) {
          return;
        }
        settled = true;
        clearTimeout(timer);
        attempts.filter((it) => it !== result.abort).forEach((it) => it.abort());
        answer(result);
      };
      const ask = () => {
        clearTimeout(timer);
        if (settled || attempts.length === targets.length) {
          return;
        }
        const target = targets[attempts.length];
        const abort = new AbortController();
        attempts.push(abort);
        timer = setTimeout(ask, NEXT_MILLIS);
        const deaf = setTimeout(() => abort.abort(), ANSWER_MILLIS);
        this.#open(target, abort.signal)
          .then(
            ({ body }) => (settled ? abort.abort() : settle({ target, stream: body, abort })),
            (failure) => {
              failures.push({ target, failure });
              return failures.length < targets.length ? ask() : settle(refusal(failures));
            },
          )
          .finally(() => clearTimeout(deaf));
      };
      until.addEventListener("abort", () => settle({ why: "" }));
      return targets.length ? ask() : settle({ why: "" });
    });
  }

  #open(target, signal) {
    const headers = this.#lastId ? { "Last-Event-ID": this.#lastId } : {};
    return send(target, "GET", "/live", { signal, headers });
  }

  /** Reads a stream to its end; answers with the next one where that was found meanwhile. */
  async #follow({ target, stream, abort }) {
    this.#current = abort;
    let heard = performance.now();
    let stale = false;
    let search = null;
    let found = null;
    const watch = setInterval(() => {
      const silence = performance.now() - heard;
      if (silence > GIVE_UP_MILLIS) {
        abort.abort();
      } else if (silence > STALE_MILLIS && !search) {
        stale = true;
        this.#onLink({ phase: "stale", at: Date.now() - silence });
        search = this.#elsewhere(target, (next) => {
          found = next;
          abort.abort();
        });
      }
    }, LOOK_MILLIS);
    const parse = sseReader((event) => this.#tell(event, target));
    const decoder = new TextDecoder();
    let why = "closed the connection";
    try {
      for (const reader = stream.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        heard = performance.now();
        search?.abort();
        search = null;
        if (stale) {
          stale = false;
          this.#onLink({ phase: "live", node: this.#node, at: Date.now() });
        }
        parse(decoder.decode(value, { stream: true }));
      }
    } catch {
      why = abort.signal.aborted ? "does not answer" : "broke the connection";
    } finally {
      clearInterval(watch);
      search?.abort();
    }
    return found || { why };
  }

  /** Looks for another member while the present one may still come back. */
  #elsewhere(target, onFound) {
    const search = new AbortController();
    const others = this.#members.candidates().filter((it) => it.base !== target.base);
    this.#first(others, search.signal).then((next) => {
      if (!next.stream) {
        return;
      }
      if (search.signal.aborted) {
        next.abort.abort();
      } else {
        onFound(next);
      }
    });
    return search;
  }

  #tell({ type, data, id }, target) {
    if (id) {
      this.#lastId = id;
    }
    const value = JSON.parse(data);
    if (type === "hello") {
      this.#members.adopt(target, value.node);
      this.#node = value.node;
      this.#onLink({ phase: "live", node: value.node, at: Date.now() });
    } else {
      this.#onEvent(type, value);
    }
  }
}
