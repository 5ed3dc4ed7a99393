import assert from "node:assert/strict";
import { test } from "node:test";

const PAGE = new URL("../../web/src/main/resources/org/lvsdirector/web/page/", import.meta.url);
const load = (name) => import(new URL(name, PAGE));

const { bytes, clock, count, duration, percent, plural, seconds, short } = await load("format.js");
const { sseReader } = await load("sse.js");
const { layout } = await load("layout.js");
const { History } = await load("history.js");
const { route, links } = await load("routes.js");
const { brief, gathered, merged, place, tone, weightShares, withNames, worst } =
  await load("model.js");
const { verdict } = await load("verdict.js");
const { placed, thickness } = await load("pathlayout.js");
const { pathModel } = await load("pathmodel.js");

const table = (name, of, cases) =>
  test(name, () =>
    cases.forEach(([input, expected]) => assert.equal(of(input), expected, String(input))),
  );

table("short keeps three digits that matter", short, [
  [0, "0"],
  [0.02, "<0.1"],
  [3.44, "3.4"],
  [9.96, "10"],
  [57.4, "57"],
  [999.4, "999"],
  [999.6, "1.00\u202fk"],
  [1240, "1.24\u202fk"],
  [12_400, "12.4\u202fk"],
  [999_600, "1.00\u202fM"],
  [-1240, "−1.24\u202fk"],
  [null, "–"],
  [NaN, "–"],
]);

table("bytes have a unit", bytes, [
  [0, "0\u202fB"],
  [820, "820\u202fB"],
  [1_240_000, "1.24\u202fMB"],
  [undefined, "–"],
]);

table("count shows every digit", count, [
  [0, "0"],
  [999, "999"],
  [20_000, "20\u202f000"],
  [1_234_567, "1\u202f234\u202f567"],
  [null, "–"],
]);

table("duration has its two largest units", duration, [
  [0, "0\u202fs"],
  [-5, "0\u202fs"],
  [59_999, "59\u202fs"],
  [60_000, "1\u202fmin"],
  [125_000, "2\u202fmin 5\u202fs"],
  [3_605_000, "1\u202fh"],
  [273_600_000, "3\u202fd 4\u202fh"],
  [NaN, "–"],
]);

test("a share is 100 % only when nothing is missing", () => {
  assert.equal(percent(1), "100\u202f%");
  assert.equal(percent(0.99999), "99.9\u202f%");
  assert.equal(percent(0), "0.0\u202f%");
  assert.equal(percent(null), "–");
  assert.equal(seconds(4210), "4.2\u202fs");
  assert.equal(plural(1, "server"), "1 server");
  assert.equal(plural(2, "server"), "2 servers");
});

test("a time of another day has its day", () => {
  const noon = new Date(2026, 0, 15, 12, 0, 0).getTime();
  assert.equal(clock(noon - 3_600_000, noon), "11:00:00");
  assert.equal(clock(noon - 86_400_000, noon), "14 Jan 12:00");
  assert.equal(clock("nonsense", noon), "–");
});

test("events are read however they are cut", () => {
  const text =
    ': hello\n\nid: d1:5\nevent: rows\ndata: {"a":\ndata: 1}\n\ndata:x\n\nevent: empty\n\nid: d1:6\nretry: 5\ndata: y\n\n';
  const whole = read([text]);
  assert.deepEqual(whole, [
    { type: "rows", data: '{"a":\n1}', id: "d1:5" },
    { type: "message", data: "x", id: "d1:5" },
    { type: "message", data: "y", id: "d1:6" },
  ]);
  assert.deepEqual(read([...text]), whole, "byte by byte");
  assert.deepEqual(read([text.replaceAll("\n", "\r\n")]), whole, "by CR LF");
  assert.deepEqual(read([...text.replaceAll("\n", "\r\n")]), whole, "CR LF byte by byte");
});

function read(pieces) {
  const events = [];
  const push = sseReader((event) => events.push(event));
  pieces.forEach(push);
  return events;
}

test("open services push the rows below them down", () => {
  const plan = layout(5, [
    { index: 3, count: 1 },
    { index: 1, count: 2 },
    { index: 9, count: 7 },
  ]);
  assert.equal(plan.rows, 8);
  const rows = Array.from({ length: plan.rows }, (_, row) => plan.at(row));
  assert.deepEqual(
    rows.map(({ index, server }) => `${index}${server < 0 ? "" : "." + server}`),
    ["0", "1", "1.0", "1.1", "2", "3", "3.0", "4"],
  );
  assert.equal(plan.row(4), 7);
  assert.equal(layout(0, []).rows, 0);
});

test("history begins with what the cluster remembers, and forgets what is not shown", () => {
  const history = new History();
  const row = { name: "web", cps: 3, outBps: 30, servers: [{ address: "a", cps: 1, outBps: 10 }] };
  history.add([row], 1000);
  history.add([row], 1200);
  assert.deepEqual(history.of("web", "a").cps, [1], "not more often than twice a second");
  history.seed("web", { cps: [7, 8, 9], outBps: [70, 80, 90] });
  assert.deepEqual(history.of("web").cps, [7, 8, 3]);
  history.add([{ name: "other", servers: [] }], 200_000);
  assert.equal(history.of("web"), undefined);
  for (let i = 1; i < 100; i++) {
    history.add([row], 200_000 + i * 1000);
  }
  assert.equal(history.of("web").cps.length, 60);
});

test("a link leads to what it names", () => {
  const address = "[2001:db8::1]:80";
  assert.deepEqual(route(links.server("a/b", address)), {
    kind: "server",
    names: ["a/b", address],
  });
  assert.deepEqual(route(links.overview()), { kind: "overview", names: [] });
  for (const broken of ["", "#/server/only", "#/nonsense/x", "#/node/%E0%A4%A", "#login=x"]) {
    assert.equal(route(broken).kind, "overview", broken);
  }
});

const server = (address, condition, more) => ({
  address,
  condition,
  health: condition,
  weight: condition === "up" ? 1 : 0,
  lastCheck: "HTTP 200",
  active: 0,
  inactive: 0,
  cps: 1,
  ...more,
});

const service = (name, state, servers, more) => ({
  name,
  state,
  servers,
  group: "web",
  node: "d1",
  key: "tcp 10.0.0.1:80",
  protocol: "tcp",
  fault: "",
  up: servers.filter((it) => it.condition === "up").length,
  total: servers.length,
  cps: servers.reduce((sum, it) => sum + it.cps, 0),
  ...more,
});

const node = (name, more) => ({
  node: name,
  present: true,
  ready: true,
  role: "director",
  answer: "",
  groups: [],
  ...more,
});

const cluster = (more) => ({
  groups: [{ name: "web", vips: ["10.0.0.1/32"], master: "d1" }],
  nodes: [node("d1"), node("d2")],
  quorum: { rule: "none", ok: true, present: 2, configured: 2, needed: 1 },
  services: { total: 1, up: 1, degraded: 0, down: 0, fault: 0, sorry: 0 },
  servers: {
    total: 3,
    up: 3,
    down: 0,
    draining: 0,
    drained: 0,
    disabled: 0,
    unknown: 0,
    unchecked: 0,
  },
  traffic: { cps: 3 },
  faults: [],
  ...more,
});

test("the verdict names what is down, since when, and why", () => {
  const now = Date.parse("2026-01-02T03:04:05Z");
  const sick = server("10.0.0.2:80", "down", {
    since: "2026-01-02T03:04:00Z",
    lastCheck: "connection refused",
  });
  const bad = cluster({ servers: { ...cluster().servers, up: 2, down: 1 } });
  const { level, headline, items } = verdict(bad, [service("shop", "degraded", [sick])], now);
  assert.equal(level, "bad");
  assert.equal(headline, "1 of 3 servers is down");
  assert.equal(items.length, 1);
  assert.match(
    `${items[0].service} ${items[0].address} ${items[0].text}`,
    /^shop 10\.0\.0\.2:80 is down since .* \(5\u202fs\): connection refused$/,
  );
});

test("the verdict is bad also where the dead servers are not listed", () => {
  const bad = cluster({ servers: { ...cluster().servers, up: 1, down: 2 } });
  const { level, items } = verdict(bad, [], 0);
  assert.equal(level, "bad");
  assert.equal(items[0].text, "2 servers down");
});

test("the verdict tells of a group without master, of lost quorum, of missing directors", () => {
  const orphan = cluster({
    groups: [{ name: "web", vips: [], master: "" }],
    nodes: [
      node("d1", { groups: [{ name: "web", able: false, reason: "ens33 is down" }] }),
      node("d2", { present: false }),
    ],
    quorum: { rule: "majority", ok: false, present: 1, configured: 3, needed: 2 },
  });
  const { level, headline, items } = verdict(orphan, [], 0);
  assert.equal(level, "bad");
  assert.equal(headline, "Nobody holds web, no quorum, director d2 is gone");
  assert.match(items[0].text, /d1: ens33 is down/);
  assert.match(items[1].text, /1 of 3 members present, 2 needed/);
});

test("all well is said in a sentence", () => {
  assert.equal(verdict(cluster(), [], 0).headline, "All 3 servers up, 2 directors present");
  assert.equal(verdict(cluster(), [], 0).level, "ok");
  const drained = cluster({ servers: { ...cluster().servers, up: 2, drained: 1 } });
  assert.equal(
    verdict(drained, [], 0).headline,
    "2 of 3 servers up, 1 out of service, 2 directors present",
  );
  const empty = cluster({ servers: {}, services: { total: 0, up: 0 } });
  assert.equal(verdict(empty, [], 0).headline, "No servers are configured");
});

test("the server that explains the trouble is the worst one", () => {
  const row = service("shop", "degraded", [
    server("a:1", "up"),
    server("b:1", "draining"),
    server("c:1", "down"),
  ]);
  assert.equal(worst(row).address, "c:1");
  assert.equal(worst(service("shop", "up", [server("a:1", "up")])), undefined);
});

test("a timeline has each event once, newest first", () => {
  const event = (node, id, time) => ({ node, id, time, kind: "view", subject: "", text: "" });
  const first = merged(
    [],
    [event("d1", 1, "2026-01-01T00:00:01Z"), event("d2", 1, "2026-01-01T00:00:03Z")],
  );
  const second = merged(first, [
    event("d1", 2, "2026-01-01T00:00:02Z"),
    event("d1", 1, "2026-01-01T00:00:01Z"),
  ]);
  assert.deepEqual(
    second.map((it) => it.node + it.id),
    ["d21", "d12", "d11"],
  );
  assert.equal(
    merged(second, [event("d1", 2, "2026-01-01T00:00:02Z")]),
    second,
    "nothing new: the same",
  );
  const restarted = merged(second, [event("d1", 1, "2026-01-01T00:00:09Z")]);
  assert.equal(restarted.length, 4, "numbers begin again with a restart");
  const flood = Array.from({ length: 500 }, (_, i) =>
    event("d1", i + 10, new Date(i * 1000).toISOString()),
  );
  assert.equal(merged(second, flood).length, 300);
});

test("events are told apart by their kind", () => {
  const tones = (kinds) => kinds.map((kind) => tone({ kind })).join();
  assert.equal(tones(["master", "vip-taken", "failover-report"]), "master,master,master");
  assert.equal(
    tones(["server-down", "member-left", "service-failed", "drain-failed", "login-refused"]),
    "bad,bad,bad,bad,bad",
  );
  assert.equal(
    tones(["server-up", "member-joined", "vip-ok", "drift-repaired"]),
    "good,good,good,good",
  );
  assert.equal(
    tones(["change", "server-changed", "drain-begins", "reloaded"]),
    "operator,operator,operator,operator",
  );
  assert.equal(tones(["some-new-kind"]), "plain");
  assert.deepEqual(place({ subject: "web/10.0.0.1:80" }), {
    service: "web",
    address: "10.0.0.1:80",
  });
  assert.equal(place({ subject: "web" }), null);
});

test("weights are shares of those that work", () => {
  const servers = [
    server("a:1", "up", { weight: 1 }),
    server("b:1", "up", { weight: 3 }),
    server("c:1", "down", { weight: 0 }),
  ];
  assert.deepEqual(weightShares(servers, "a:1", 9), { before: 0.25, after: 0.75 });
  assert.deepEqual(weightShares(servers, "c:1", 9), { before: 0, after: 0 });
  assert.deepEqual(weightShares([server("a:1", "up")], "a:1", 0), { before: 1, after: 0 });
});

test("the path leads from clients over VIP and master to the servers", () => {
  const shop = service("shop", "degraded", [
    server("a:1", "up", { cps: 5 }),
    server("b:1", "down", { cps: 0 }),
  ]);
  const { columns, ways } = pathModel(cluster(), [shop], shop);
  assert.deepEqual(
    columns.map((column) => column.map(({ sign }) => sign).join()),
    ["clients", "vip", "master,backup", "up,down"],
  );
  const kinds = Object.fromEntries(ways.map(({ from, to, kind }) => [`${from} > ${to}`, kind]));
  assert.deepEqual(kinds, {
    "clients > vip web": "flow",
    "vip web > node d1": "flow",
    "vip web > node d2": "standby",
    "node d1 > end a:1": "flow",
    "node d1 > end b:1": "dead",
  });
});

test("of many services the path shows those in trouble, and sums up the rest", () => {
  const many = Array.from({ length: 30 }, (_, i) =>
    service(`s${i}`, i === 29 ? "down" : "up", [server("a:1", "up", { cps: i })]),
  );
  const { columns } = pathModel(
    cluster({ services: { total: 2000 }, traffic: { cps: 1000 } }),
    many,
    null,
  );
  const ends = columns[3];
  assert.equal(ends.length, 7);
  assert.ok(ends.some(({ title, sign }) => title === "s29" && sign === "down"));
  assert.equal(ends.at(-1).title, "1\u202f994 more services");
});

test("boxes do not overlap and stay inside, side by side and stacked", () => {
  const columns = [
    [{ id: "c" }],
    [{ id: "v1" }, { id: "v2" }],
    [{ id: "d1" }, { id: "d2" }, { id: "d3" }],
    Array.from({ length: 7 }, (_, i) => ({ id: `e${i}` })),
  ];
  for (const [width, narrow] of [
    [320, true],
    [600, false],
    [1400, false],
  ]) {
    const { boxes, height } = placed(columns, width, narrow);
    const all = [...boxes.values()];
    assert.equal(all.length, 13);
    for (const [i, a] of all.entries()) {
      assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.w <= width + 0.5 && a.y + a.h <= height + 0.5);
      for (const b of all.slice(i + 1)) {
        assert.ok(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y);
      }
    }
  }
  assert.ok(thickness(10, 10) > thickness(1, 10));
  assert.equal(thickness(0, 0), 1.5);
});

test("what two directors saw of one thing is told once", () => {
  const event = (node, time, subject) => ({
    id: 1,
    node,
    time,
    kind: "server-down",
    subject,
    text: node,
  });
  const stories = gathered([
    event("d2", "2026-01-01T00:00:05.200Z", "web/a:1"),
    event("d1", "2026-01-01T00:00:05.100Z", "web/b:1"),
    event("d1", "2026-01-01T00:00:05.000Z", "web/a:1"),
    event("d1", "2026-01-01T00:00:01.000Z", "web/a:1"),
    event("d2", "2026-01-01T00:00:00.900Z", "web/a:1"),
  ]);
  assert.deepEqual(
    stories.map(({ subject, time, nodes }) => `${subject} ${time.slice(17, 22)} ${nodes}`),
    ["web/a:1 05.00 d1,d2", "web/b:1 05.10 d1", "web/a:1 00.90 d2,d1"],
  );
  const taken = ["d1", "d2"].map((node) => ({
    ...event(node, "2026-01-01T00:00:05.000Z", "web"),
    kind: "vip-taken",
  }));
  assert.equal(gathered(taken).length, 2, "each took it at its time");
});

test("an address is left out where it stands beside", () => {
  const address = "10.0.0.1:80";
  assert.equal(
    brief("10.0.0.1:80 is DOWN: HTTP GET / on 10.0.0.1:80: refused", address),
    "is DOWN: HTTP GET /: refused",
  );
  assert.equal(
    brief("HTTP GET / on 10.0.0.1:8080: refused", "10.0.0.2:80"),
    "HTTP GET / on 10.0.0.1:8080: refused",
  );
});

test("a director that is gone keeps its name", () => {
  const names = new Map();
  const known = (name, address) => ({ node: name, address });
  withNames({ nodes: [known("d2", "b:1"), known("d1", "a:1")] }, names);
  const later = withNames(
    { nodes: [known("d2", "b:1"), known("a:1", "a:1"), known("c:1", "c:1")] },
    names,
  );
  assert.deepEqual(
    later.nodes.map((it) => it.node),
    ["c:1", "d1", "d2"],
  );
});
