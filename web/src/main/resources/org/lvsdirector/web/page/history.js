/** What the page has seen of rates, for the small curves in the table; forgets what is not shown. */

const KEPT = 60;
const FORGET_MILLIS = 120_000;

export class History {
  #curves = new Map();

  /** Takes in the rows of one moment; milliseconds of any steady clock. */
  add(rows, now) {
    for (const row of rows) {
      this.#put(row.name, row, now);
      for (const server of row.servers || []) {
        this.#put(row.name + "/" + server.address, server, now);
      }
    }
    for (const [key, curve] of this.#curves) {
      if (now - curve.at > FORGET_MILLIS) {
        this.#curves.delete(key);
      }
    }
  }

  #put(key, { cps, outBps }, now) {
    const known = this.#curves.get(key);
    if (known && now - known.at < 500) {
      return;
    }
    const tail = (list, value) => [...list.slice(1 - KEPT), value ?? 0];
    this.#curves.set(key, {
      at: now,
      cps: tail(known?.cps || [], cps),
      outBps: tail(known?.outBps || [], outBps),
    });
  }

  /** Gives a curve what the cluster remembers of it, unless the page knows more. */
  seed(key, series) {
    const known = this.#curves.get(key);
    if (!series || (known && known.cps.length >= series.cps.length)) {
      return;
    }
    const older = (list, fresh = []) =>
      [...list.slice(0, list.length - fresh.length), ...fresh].slice(-KEPT);
    this.#curves.set(key, {
      at: known?.at ?? performance.now(),
      cps: older(series.cps, known?.cps),
      outBps: older(series.outBps, known?.outBps),
    });
  }

  /** Oldest first, at most 60 values about a second apart. */
  of(service, address) {
    return this.#curves.get(address ? service + "/" + address : service);
  }
}
