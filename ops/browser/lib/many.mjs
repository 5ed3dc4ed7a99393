/**
 * One director with 2,000 services of ten servers each on the embedded data plane; those that the
 * page shows first have traffic, and one service has checks.
 */
import { writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { freePort, Stage } from "./stage.mjs";

export const SERVICES = 2000;
export const SERVERS = 10;
export const CHECKED = 1500;

const FIRST_PORT = 20_000;
const BUSY = 60;
const PERIOD_MILLIS = 10;

export const nameOf = (number) => `svc-${String(number).padStart(4, "0")}`;

export class Many extends Stage {
  static NODES = ["d1"];
  #port = 0;
  #agents = [];
  #closed = new Set();
  #server = null;
  #timer = null;

  /** Where a server is; every address of 127.0.0.0/8 is this machine. */
  address(service, server) {
    return `127.${100 + Math.floor(service / 200)}.${service % 200}.${server + 1}:${this.#port}`;
  }

  async prepare() {
    await this.#serve();
    const [cluster, api] = [await freePort(), await freePort()];
    const vip = `127.0.${this.third}.1`;
    writeFileSync(
      path.join(this.folder, "d1.yaml"),
      [
        "node: d1",
        "cluster:",
        "  name: many",
        "  bind: 127.0.0.1",
        `  port: ${cluster}`,
        `  members: [127.0.0.1:${cluster}]`,
        "  key-file: cluster.p12",
        "dataplane: embedded",
        "vip-groups:",
        `  - {name: web, interface: lo, vips: [${vip}/32]}`,
        "services:",
        ...Array.from({ length: SERVICES }, (_, i) => this.#service(i, vip)).flat(),
        "api:",
        `  listen: 127.0.0.1:${api}`,
        "  tokens-file: tokens.yaml",
        "",
      ].join("\n"),
    );
    this.nodes.d1 = { url: `http://127.0.0.1:${api}` };
  }

  #service(i, vip) {
    const check =
      i === CHECKED
        ? "{type: http, path: /, interval: 250ms, timeout: 200ms, rise: 1, fall: 2}"
        : "none";
    return [
      `  - name: ${nameOf(i)}`,
      `    address: ${vip}:${FIRST_PORT + i}`,
      "    scheduler: rr",
      "    forward: nat",
      `    check: ${check}`,
      "    servers:",
      ...Array.from(
        { length: SERVERS },
        (_, j) => `      - {address: "${this.address(i, j)}", weight: 1}`,
      ),
    ];
  }

  /** All servers at once; it answers to this machine only. */
  async #serve() {
    this.#server = http.createServer((request, response) => response.end("ok\n"));
    this.#server.on("connection", (socket) => {
      const { localAddress, remoteAddress } = socket;
      if (!remoteAddress?.startsWith("127.") || this.#closed.has(localAddress)) {
        socket.resetAndDestroy();
      }
    });
    await new Promise((done) => this.#server.listen(0, "0.0.0.0", done));
    this.#port = this.#server.address().port;
  }

  async isWell() {
    const { services } = await this.get("d1", "/cluster");
    return services.total === SERVICES && services.up === SERVICES;
  }

  begin() {
    const host = `127.0.${this.third}.1`;
    let turn = 0;
    this.#timer = setInterval(() => {
      const port = FIRST_PORT + (turn++ % BUSY);
      http
        .get({ host, port, path: "/", agent: false, timeout: 2000 }, (response) =>
          response.resume(),
        )
        .on("error", () => {});
    }, PERIOD_MILLIS);
  }

  /** A server of the service with checks dies, or comes back. */
  kill(server) {
    this.#closed.add(this.address(CHECKED, server).split(":")[0]);
  }

  heal(server) {
    this.#closed.delete(this.address(CHECKED, server).split(":")[0]);
  }

  end() {
    clearInterval(this.#timer);
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}
