/**
 * The part of the table of services that is looked at. Small tables are shown with the servers of
 * each service; of large ones only what is on the screen crosses the network.
 */
import { path, read } from "./api.js";
import { History } from "./history.js";
import { isTroubled } from "./model.js";

const SMALL = { services: 60, servers: 400 };
const AROUND = 20;
const TROUBLED = 6;
const SEEDED = 60;
const PATIENCE_MILLIS = 5000;
const SPACING_MILLIS = 100;

export class Rows {
  history = new History();
  #members;
  #store;
  #window = { first: 0, last: 40 };
  #wanted = false;
  #request = null;
  #seeded = false;

  constructor(members, store) {
    this.#members = members;
    this.#store = store;
  }

  /** Tells which services are on the screen, by their places; fetches what is missing. */
  look(first, last) {
    this.#window = { first, last };
    const { rows } = this.#store.get();
    if (rows && !rows.small && (first < rows.offset || last > rows.offset + rows.list.length)) {
      this.refresh();
    }
  }

  /** Fetches anew; while a request is on its way one more is remembered. */
  async refresh() {
    this.#wanted = true;
    while (this.#wanted && !this.#request) {
      this.#wanted = false;
      this.#request = new AbortController();
      const begun = performance.now();
      const deaf = setTimeout(() => this.#request?.abort(), PATIENCE_MILLIS);
      try {
        await this.#fetch(this.#request.signal);
      } catch {
        // Whether the member is gone is found out by the stream; the page says how old it is.
      }
      clearTimeout(deaf);
      await new Promise((done) => setTimeout(done, begun + SPACING_MILLIS - performance.now()));
      this.#request = null;
    }
  }

  /** Asks the present member, also when the one before has not answered. */
  restart() {
    this.#request?.abort();
    this.refresh();
  }

  async #fetch(signal) {
    const { filter } = this.#store.get();
    const offset =
      this.#window.last < SMALL.services ? 0 : Math.max(0, this.#window.first - AROUND);
    const limit = Math.max(SMALL.services, this.#window.last + AROUND - offset);
    const query = new URLSearchParams({ offset, limit });
    for (const key of ["search", "state", "sort", "group"]) {
      if (filter[key]) {
        query.set(key, filter[key]);
      }
    }
    const whole = !filter.search && !filter.state && !filter.group;
    const rows = await read(this.#members.target, "/services?" + query, { signal });
    const small = isSmall(rows);
    this.history.add(rows.value, performance.now());
    if (whole && small && !this.#seeded) {
      this.#seeded = true;
      this.#seed(rows.value);
    }
    this.#store.set((now) => ({
      rows: { offset, list: rows.value, total: rows.total, small, filter },
      toggled: placed(now.toggled, rows.value, offset),
      ...(whole && small && { troubled: rows.value.filter(isTroubled).slice(0, TROUBLED) }),
    }));
    if (!(whole && small)) {
      // Takes longer, and what was asked for is on the screen by now.
      this.#store.set({ troubled: await this.#troubled(signal) });
    }
  }

  /** Asks for the past of the curves of a small table, one after the other. */
  async #seed(rows) {
    const wanted = rows.flatMap(({ name, servers }) => [
      [name, path("services", name)],
      ...servers.map(({ address }) => [
        `${name}/${address}`,
        path("services", name, "servers", address),
      ]),
    ]);
    for (const [key, where] of wanted.slice(0, SEEDED)) {
      try {
        const { value } = await read(this.#members.target, where);
        this.history.seed(key, value.series);
      } catch {
        return;
      }
    }
  }

  async #troubled(signal) {
    const where = `/services?state=troubled&sort=state&limit=${TROUBLED}`;
    return (await read(this.#members.target, where, { signal })).value;
  }
}

/** Whether these rows are all that match, and few enough to show the servers of each. */
function isSmall({ value, total }) {
  const servers = value.reduce((sum, row) => sum + row.servers.length, 0);
  return total === value.length && total <= SMALL.services && servers <= SMALL.servers;
}

/** The services that were opened or closed by hand, with the places that these rows tell. */
function placed(toggled, list, offset) {
  const next = new Map(toggled);
  list.forEach(({ name, servers }, i) => {
    if (next.has(name)) {
      next.set(name, { index: offset + i, count: (servers || []).length });
    }
  });
  return next;
}
