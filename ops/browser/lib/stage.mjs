/** What every stage has: a folder, directors in processes of their own, and an end. */
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../../bin/lvs-director", import.meta.url));
const PATIENCE_MILLIS = 60_000;
const LAST_LINES = 15;

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

/** A port of the loopback address that nobody has now. */
export async function freePort() {
  const probe = net.createServer();
  await new Promise((done, failed) => probe.on("error", failed).listen(0, "127.0.0.1", done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/**
 * Subclasses write the configurations (prepare), say when all is well (isWell), and have clients
 * that begin and end.
 */
export class Stage {
  folder = mkdtempSync(path.join(tmpdir(), "lvs-director-browser-"));
  nodes = {};
  tokens = { operator: randomBytes(24).toString("hex"), viewer: randomBytes(24).toString("hex") };
  /** Third byte of this stage's own loopback addresses. */
  third = 20 + (process.pid % 200);
  #processes = {};

  static async start() {
    const stage = new this();
    try {
      stage.#writeSecrets();
      await stage.prepare();
      for (const name of Object.keys(stage.nodes)) {
        stage.startNode(name);
      }
      await until("all is well", () => stage.isWell());
      stage.begin();
      return stage;
    } catch (failure) {
      const log = stage.log();
      await stage.close();
      throw new Error(`${failure.message}\n${log}`);
    }
  }

  #writeSecrets() {
    const tokens = Object.entries(this.tokens).map(
      ([role, token]) => `- {name: ${role}, token: ${token}, role: ${role}}\n`,
    );
    writeFileSync(path.join(this.folder, "tokens.yaml"), tokens.join(""), { mode: 0o600 });
    execFileSync(LAUNCHER, ["cluster-key", "--out", path.join(this.folder, "cluster.p12")]);
  }

  startNode(name) {
    const log = path.join(this.folder, `${name}.log`);
    const words = ["run", "--config", path.join(this.folder, `${name}.yaml`), "--until-eof"];
    const child = spawn(LAUNCHER, words, { stdio: ["pipe", "pipe", "pipe"] });
    child.stdout.on("data", (text) => appendFileSync(log, text));
    child.stderr.on("data", (text) => appendFileSync(log, text));
    child.stdin.on("error", () => {});
    this.#processes[name] = child;
  }

  /** Sends a node a signal, e.g. SIGKILL, SIGSTOP. */
  signal(name, signal) {
    this.#processes[name].kill(signal);
  }

  /** What a node's API answers. */
  async get(name, where) {
    const response = await fetch(`${this.nodes[name].url}/api/v1${where}`, {
      headers: { Authorization: `Bearer ${this.tokens.viewer}` },
    });
    if (!response.ok) {
      throw new Error(await response.text());
    }
    return response.json();
  }

  /** What the directors said at last. */
  log() {
    return Object.keys(this.nodes)
      .map((name) => {
        try {
          const text = readFileSync(path.join(this.folder, `${name}.log`), "utf8");
          return [`${name}:`, ...text.trimEnd().split("\n").slice(-LAST_LINES)].join("\n");
        } catch {
          return `${name} said nothing`;
        }
      })
      .join("\n");
  }

  async close() {
    this.end();
    const ended = Object.values(this.#processes).map(
      (child) =>
        child.exitCode ?? child.signalCode ?? new Promise((done) => child.on("exit", done)),
    );
    Object.values(this.#processes).forEach((child) => child.kill("SIGKILL"));
    await Promise.all(ended);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
