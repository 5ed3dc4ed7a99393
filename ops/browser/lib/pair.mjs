/**
 * Two directors with the embedded data plane, real servers and clients, all on loopback addresses;
 * nothing of it is left when it is closed.
 */
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../../bin/lvs-director", import.meta.url));
const PATIENCE_MILLIS = 60_000;

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

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** Waits until a function returns something true; what it throws counts as not yet. */
export async function until(what, condition) {
  const end = Date.now() + PATIENCE_MILLIS;
  let last = "";
  while (Date.now() < end) {
    try {
      const value = await condition();
      if (value) {
        return value;
      }
    } catch (notYet) {
      last = `: ${notYet.message}`;
    }
    await pause(20);
  }
  throw new Error(`not within ${PATIENCE_MILLIS / 1000} s: ${what}${last}`);
}

async function freePort(host) {
  const probe = net.createServer();
  await new Promise((done, failed) => probe.on("error", failed).listen(0, host, done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

export class Pair {
  folder = mkdtempSync(path.join(tmpdir(), "lvs-director-browser-"));
  nodes = {};
  servers = {};
  tokens = { operator: randomBytes(24).toString("hex"), viewer: randomBytes(24).toString("hex") };
  #clients = [];
  #closing = false;
  #third = 20 + (process.pid % 200);

  static async start() {
    const pair = new Pair();
    try {
      await pair.#begin();
      return pair;
    } catch (failure) {
      const log = pair.log();
      await pair.close();
      throw new Error(`${failure.message}\n${log}`);
    }
  }

  async #begin() {
    for (const service of SERVICES) {
      for (let i = 0; i < service.servers; i++) {
        const host = `127.0.${this.#third}.${10 * (SERVICES.indexOf(service) + 2) + i}`;
        await this.startServer(service, `${host}:${service.port}`);
      }
    }
    const members = await Promise.all([1, 2].map(() => freePort("127.0.0.1")));
    const apis = await Promise.all([1, 2].map(() => freePort("127.0.0.1")));
    const roles = Object.entries(this.tokens);
    writeFileSync(
      path.join(this.folder, "tokens.yaml"),
      roles.map(([role, token]) => `- {name: ${role}, token: ${token}, role: ${role}}\n`).join(""),
      { mode: 0o600 },
    );
    execFileSync(LAUNCHER, ["cluster-key", "--out", path.join(this.folder, "cluster.p12")]);
    for (const i of [0, 1]) {
      const name = `d${i + 1}`;
      writeFileSync(
        path.join(this.folder, `${name}.yaml`),
        this.#configuration(name, i, members, apis),
      );
      this.nodes[name] = { url: `http://127.0.0.1:${apis[i]}`, process: null };
      this.startNode(name);
    }
    await until("both directors and all servers", () => this.#isWell());
    SERVICES.forEach((service) => this.#ask(service));
  }

  #configuration(name, i, members, apis) {
    const addresses = (service) =>
      Object.keys(this.servers).filter((it) => this.servers[it].service === service);
    return [
      `node: ${name}`,
      "cluster:",
      "  name: shop-pair",
      "  bind: 127.0.0.1",
      `  port: ${members[i]}`,
      `  members: [${members.map((port) => `127.0.0.1:${port}`).join(", ")}]`,
      "  key-file: cluster.p12",
      "  detect: 300ms",
      "dataplane: embedded",
      "vip-groups:",
      ...["web", "mail"].map(
        (group, at) =>
          `  - {name: ${group}, interface: lo, vips: [127.0.${this.#third}.${at + 1}/32], priority: ${150 - 50 * i}}`,
      ),
      "defaults:",
      "  check: {type: http, path: /, interval: 250ms, timeout: 200ms, rise: 1, fall: 2}",
      "services:",
      ...SERVICES.flatMap((service) => [
        `  - name: ${service.name}`,
        `    address: ${this.vip(service)}`,
        `    scheduler: ${service.scheduler}`,
        "    forward: nat",
        "    servers:",
        ...addresses(service).map(
          (it, at) => `      - {address: "${it}", weight: ${1 + (at % 2)}}`,
        ),
      ]),
      "api:",
      `  listen: 127.0.0.1:${apis[i]}`,
      "  tokens-file: tokens.yaml",
      "",
    ].join("\n");
  }

  vip(service) {
    return `127.0.${this.#third}.${service.group === "web" ? 1 : 2}:${service.port}`;
  }

  async #isWell() {
    const { groups, services, cluster } = await this.status("d1");
    return (
      cluster.members.length === 2 &&
      groups.every((it) => it.master === "d1") &&
      services.every((service) => service.servers.every((it) => it.health === "up"))
    );
  }

  async status(name) {
    const response = await fetch(`${this.nodes[name].url}/api/v1/status`, {
      headers: { Authorization: `Bearer ${this.tokens.viewer}` },
    });
    if (!response.ok) {
      throw new Error(await response.text());
    }
    return response.json();
  }

  startNode(name) {
    const log = path.join(this.folder, `${name}.log`);
    const arguments_ = ["run", "--config", path.join(this.folder, `${name}.yaml`), "--until-eof"];
    const child = spawn(LAUNCHER, arguments_, { stdio: ["pipe", "pipe", "pipe"] });
    child.stdout.on("data", (text) => appendFileSync(log, text));
    child.stderr.on("data", (text) => appendFileSync(log, text));
    child.stdin.on("error", () => {});
    this.nodes[name].process = child;
  }

  /** Sends a node a signal, e.g. SIGKILL, SIGSTOP. */
  signal(name, signal) {
    this.nodes[name].process.kill(signal);
  }

  async startServer(service, address) {
    const [host, port] = address.split(":");
    const body = Buffer.alloc(service.bytes, "x");
    const server = http.createServer((request, response) => {
      const long = request.url !== "/";
      setTimeout(() => response.end(long ? body : "ok\n"), long ? 20 + Math.random() * 200 : 0);
    });
    await new Promise((done, failed) =>
      server.on("error", failed).listen(Number(port), host, done),
    );
    this.servers[address] = { service, server, address };
  }

  /** Real servers of a service, in the order of the configuration. */
  serversOf(name) {
    return Object.values(this.servers).filter(({ service }) => service.name === name);
  }

  /** Closes a real server's port, as when its process dies. */
  async stopServer({ server }) {
    server.close();
    server.closeAllConnections();
  }

  #ask(service) {
    const [host, port] = this.vip(service).split(":");
    const timer = setInterval(() => {
      if (this.#closing) {
        return;
      }
      http
        .get({ host, port, path: "/page", agent: false, timeout: 2000 }, (response) =>
          response.resume(),
        )
        .on("error", () => {});
    }, 1000 / service.perSecond);
    this.#clients.push(timer);
  }

  /** What the directors said at last. */
  log() {
    return Object.keys(this.nodes)
      .map((name) => {
        try {
          const lines = readFileSync(path.join(this.folder, `${name}.log`), "utf8")
            .trimEnd()
            .split("\n");
          return [`${name}:`, ...lines.slice(-15)].join("\n");
        } catch {
          return `${name} said nothing`;
        }
      })
      .join("\n");
  }

  async close() {
    this.#closing = true;
    this.#clients.forEach(clearInterval);
    for (const { process: child } of Object.values(this.nodes)) {
      child?.kill("SIGKILL");
    }
    for (const { server } of Object.values(this.servers)) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
