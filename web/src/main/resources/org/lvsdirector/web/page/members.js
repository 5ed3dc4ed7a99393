/**
 * The members of the cluster that the page may talk to, and in which order to try them. Keys of
 * other members stay in memory: whoever reads the browser's storage finds none.
 */
import { HOME, read, send } from "./api.js";

const KEY_REFRESH_MILLIS = 5 * 60 * 1000;

export class Members {
  #known = new Map();
  #target = HOME;
  #refreshed = 0;

  /** Whom the page asks now. */
  get target() {
    return this.#target;
  }

  /** Goes on with another member; its node is learnt from what it says of itself. */
  adopt(target, node) {
    this.#target = { ...target, node: node || target.node };
    this.#refreshed = 0;
    if (!target.base) {
      this.#known.set("", this.#target);
    }
  }

  /** Takes in what a session says of the others, and of the key for the one that answered. */
  learn(session) {
    for (const peer of session.peers || []) {
      const base = peer.url === location.origin ? "" : peer.url;
      if (peer.url && (peer.key || !base)) {
        this.#known.set(peer.node, { base, key: base ? peer.key : "", node: peer.node });
      }
    }
    if (this.#target.base && session.key) {
      this.#target = { ...this.#target, key: session.key };
      this.#known.set(this.#target.node, this.#target);
    }
  }

  /** The present one first, then the one that the page came from, then the rest. */
  candidates() {
    const all = new Map([this.#target, HOME, ...this.#known.values()].map((it) => [it.base, it]));
    all.set(this.#target.base, this.#target);
    return [...all.values()];
  }

  /** Asks who is logged in; the answer also renews the keys. */
  async session() {
    return this.#begun((await read(this.#target, "/session")).value);
  }

  /** Logs in by a token, or by the secret of a log-in link; answers as {@link session} does. */
  async logIn(token) {
    const answer = await send(this.#target, "POST", "/session", { body: { token } });
    return this.#begun(await answer.json());
  }

  #begun(session) {
    this.learn(session);
    this.#refreshed = performance.now();
    return session;
  }

  /** Whether the keys should be asked for again. */
  get old() {
    return performance.now() - this.#refreshed > KEY_REFRESH_MILLIS;
  }
}
