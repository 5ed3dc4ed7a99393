/** Two directors with the embedded data plane, real servers and clients, all on loopback. */
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { freePort, Stage } from "./stage.mjs";

const SERVICES = [
  {
    name: "shop",
    group: "web",
    port: 8080,
    scheduler: "wlc",
    servers: 3,
    perSecond: 20,
    bytes: 24_000,
  },
  {
    name: "images",
    group: "web",
    port: 8081,
    scheduler: "rr",
    servers: 3,
    perSecond: 35,
    bytes: 90_000,
  },
  {
    name: "search",
    group: "web",
    port: 8082,
    scheduler: "wrr",
    servers: 2,
    perSecond: 8,
    bytes: 9_000,
  },
  {
    name: "webmail",
    group: "mail",
    port: 8083,
    scheduler: "wlc",
    servers: 2,
    perSecond: 5,
    bytes: 14_000,
  },
];
const GROUPS = ["web", "mail"];

export class Pair extends Stage {
  servers = [];
  #timers = [];

  async prepare() {
    for (const [at, service] of SERVICES.entries()) {
      for (let i = 0; i < service.servers; i++) {
        const address = `127.0.${this.third}.${10 * (at + 2) + i}:${service.port}`;
        this.servers.push({ service, address });
        await this.startServer(this.servers.at(-1));
      }
    }
    const members = [await freePort(), await freePort()];
    const apis = [await freePort(), await freePort()];
    for (const i of [0, 1]) {
      const name = `d${i + 1}`;
      const text = this.#configuration(name, i, members, apis[i]);
      writeFileSync(path.join(this.folder, `${name}.yaml`), text);
      this.nodes[name] = { url: `http://127.0.0.1:${apis[i]}` };
    }
  }

  #configuration(name, i, members, api) {
    const group = (it, at) =>
      `  - {name: ${it}, interface: lo, vips: [127.0.${this.third}.${at + 1}/32], priority: ${150 - 50 * i}}`;
    return [
      `node: ${name}`,
      "cluster:",
      "  name: shop-pair",
      "  bind: 127.0.0.1",
      `  port: ${members[i]}`,
      `  members: [${members.map((port) => `127.0.0.1:${port}`).join(", ")}]`,
      "  key-file: cluster.p12",
      // Kills are seen at once; a machine that is short of time must not look like one.
      "  detect: 2s",
      "dataplane: embedded",
      "vip-groups:",
      ...GROUPS.map(group),
      "defaults:",
      "  check: {type: http, path: /, interval: 250ms, timeout: 200ms, rise: 1, fall: 2}",
      "services:",
      ...SERVICES.flatMap((service) => [
        `  - name: ${service.name}`,
        `    address: ${this.vip(service)}`,
        `    scheduler: ${service.scheduler}`,
        "    forward: nat",
        "    servers:",
        ...this.serversOf(service.name).map(
          ({ address }, at) =>
            `      - {address: "${address}", weight: ${1 + (at % 2)}, drain: {deadline: 5m}}`,
        ),
      ]),
      "api:",
      `  listen: 127.0.0.1:${api}`,
      "  tokens-file: tokens.yaml",
      "",
    ].join("\n");
  }

  vip({ group, port }) {
    return `127.0.${this.third}.${1 + GROUPS.indexOf(group)}:${port}`;
  }

  /** The text of a director's configuration file. */
  file(name) {
    return readFileSync(path.join(this.folder, `${name}.yaml`), "utf8");
  }

  /** Who holds a group. */
  async master(group) {
    const { groups } = await this.get("d1", "/cluster");
    return groups.find(({ name }) => name === group).master;
  }

  /** Both are there, every server is up, and every group has a master. */
  async isWell() {
    const documents = await Promise.all(
      Object.keys(this.nodes).map((name) => this.get(name, "/cluster")),
    );
    return documents.every(
      ({ quorum, groups, servers }) =>
        quorum.present === 2 &&
        servers.up === this.servers.length &&
        groups.every(({ master }) => master),
    );
  }

  async startServer(place) {
    const [host, port] = place.address.split(":");
    const body = Buffer.alloc(place.service.bytes, "x");
    place.server = http.createServer((request, response) => {
      const wanted = request.url !== "/";
      setTimeout(() => response.end(wanted ? body : "ok\n"), wanted ? 20 + Math.random() * 200 : 0);
    });
    await new Promise((done, failed) =>
      place.server.on("error", failed).listen(Number(port), host, done),
    );
  }

  /** Real servers of a service, in the order of the configuration. */
  serversOf(name) {
    return this.servers.filter(({ service }) => service.name === name);
  }

  /** Closes a real server's port, as when its process dies. */
  stopServer({ server }) {
    server.close();
    server.closeAllConnections();
  }

  begin() {
    this.#timers = SERVICES.map((service) => {
      const [host, port] = this.vip(service).split(":");
      const ask = () =>
        http
          .get({ host, port, path: "/page", agent: false, timeout: 2000 }, (response) =>
            response.resume(),
          )
          .on("error", () => {});
      return setInterval(ask, 1000 / service.perSecond);
    });
  }

  end() {
    this.#timers.forEach(clearInterval);
    this.servers.filter(({ server }) => server).forEach((it) => this.stopServer(it));
  }
}
