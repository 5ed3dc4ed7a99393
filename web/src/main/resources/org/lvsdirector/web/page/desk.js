/** The page's link to the cluster: what comes in goes to the store, what is ordered goes out. */
import { Problem, read, send } from "./api.js";
import { Live } from "./live.js";
import { Members } from "./members.js";
import { merged, withNames } from "./model.js";
import { Rows } from "./rows.js";
import { createStore } from "./store.js";

const TICK_MILLIS = 1000;

export class Desk {
  store = createStore({
    phase: "starting",
    link: { phase: "starting", node: "", at: Date.now(), why: "" },
    moved: null,
    session: null,
    cluster: null,
    skew: 0,
    rows: null,
    troubled: [],
    toggled: new Map(),
    filter: { search: "", state: "", sort: "", group: "" },
    timeline: [],
    detail: null,
  });
  members = new Members();
  rows = new Rows(this.members, this.store);
  #live = null;
  #arrived = [];
  #names = new Map();
  #watched = "";
  #timer = null;

  constructor() {
    document.addEventListener("visibilitychange", () => this.#refresh());
  }

  /** Finds out who looks, and begins to follow the cluster if that one may. */
  async start() {
    try {
      this.#open(await this.members.session());
    } catch (failure) {
      const phase = failure.status === 401 ? "locked" : "unreachable";
      this.store.set({ phase, why: failure instanceof Problem ? failure.message : "" });
    }
  }

  /** Logs in by a token, or by the secret of a log-in link. */
  async logIn(token) {
    this.#open(await this.members.logIn(token));
  }

  /** Asks for the rows at once, not only when the stream has begun. */
  #open(session) {
    this.store.set({ phase: "open", session });
    this.#follow();
    this.rows.refresh();
  }

  async logOut() {
    this.#live?.stop();
    await send(this.members.target, "DELETE", "/session").catch(() => {});
    location.reload();
  }

  /** Sends a change; what the page shows follows by itself. */
  async order(method, where, body, etag) {
    const headers = etag ? { "If-Match": etag } : {};
    await send(this.members.target, method, where, { body, headers });
    this.rows.refresh();
    this.#detail();
  }

  /** The time as the cluster has it. */
  now() {
    return Date.now() + this.store.get().skew;
  }

  setFilter(change) {
    this.store.set(({ filter }) => ({ filter: { ...filter, ...change }, toggled: new Map() }));
    this.rows.restart();
  }

  /** Opens a closed service in the table, or closes an open one. */
  toggle(name, where) {
    this.store.set(({ toggled }) => {
      const next = new Map(toggled);
      if (!next.delete(name)) {
        next.set(name, where);
      }
      return { toggled: next };
    });
  }

  /** Keeps the document at this path of the API in the store's detail; empty = none. */
  watch(where) {
    if (where !== this.#watched) {
      this.#watched = where;
      this.store.set({ detail: null });
      this.#detail();
    }
  }

  async #detail() {
    const where = this.#watched;
    if (!where) {
      return;
    }
    let detail;
    try {
      detail = { where, value: (await read(this.members.target, where)).value };
    } catch (failure) {
      if (!(failure instanceof Problem)) {
        return;
      }
      detail = { where, problem: failure.message };
    }
    if (where === this.#watched) {
      this.store.set({ detail });
    }
  }

  #follow() {
    this.#live = new Live(
      this.members,
      (type, data) => this.#take(type, data),
      (link) => this.#link(link),
    );
    this.#live.run();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#keepKeys(), TICK_MILLIS);
  }

  #take(type, data) {
    if (type === "cluster") {
      const skew = Date.parse(data.time) - Date.now();
      this.store.set((now) => ({
        cluster: withNames(data, this.#names),
        skew: Math.abs(skew - now.skew) > 250 ? skew : now.skew,
      }));
      this.#refresh();
    } else if (type === "rows") {
      this.#refresh();
    } else if (type === "event") {
      this.#arrived.push(data) > 1 || setTimeout(() => this.#arrive());
    }
  }

  /** Fetches anew what is looked at; nothing while nobody looks. */
  #refresh() {
    if (!document.hidden && this.store.get().phase === "open") {
      this.rows.refresh();
      this.#detail();
    }
  }

  #arrive() {
    const events = this.#arrived.reverse();
    this.#arrived = [];
    this.store.set(({ timeline }) => ({ timeline: merged(timeline, events) }));
  }

  #link(link) {
    const before = this.store.get().link;
    this.store.set({ link: { ...before, why: "", ...link } });
    if (link.phase === "refused") {
      this.store.set(
        link.target.base
          ? { moved: { refusedBy: link.target.base, at: link.at } }
          : { phase: "locked", session: null },
      );
    } else if (link.phase === "live") {
      const moved = before.node && before.node !== link.node;
      if (moved) {
        this.store.set({ moved: { from: before.node, to: link.node, at: link.at } });
      }
      if (before.phase !== "starting") {
        this.rows.restart();
      }
      this.#keepKeys();
    }
  }

  async #keepKeys() {
    if (this.members.old && this.store.get().link.phase === "live") {
      await this.members
        .session()
        .then((session) => this.store.set({ session }))
        .catch(() => {});
    }
  }
}
