/**
 * The way of a packet as boxes and ways between them: clients, VIPs, directors, and then services
 * or the servers of one. Pure functions; path.js draws what they say.
 */
import { count, plural, short } from "./format.js";
import { brief } from "./model.js";
import { links } from "./routes.js";

const MOST = 7;
const ORDER = [
  "fault",
  "down",
  "sorry",
  "degraded",
  "unknown",
  "draining",
  "drained",
  "disabled",
  "up",
  "unchecked",
];

/**
 * The columns, left to right, each a list of boxes {id, sign, title, note, href, tone}, and the
 * ways {from, to, rate, kind}; kind = flow, standby or dead.
 *
 * @param known services that are known in full, those in trouble among them
 * @param service the one whose servers are shown; null = the services
 */
export function pathModel(cluster, known, service) {
  const shownGroups = service?.group
    ? cluster.groups.filter((it) => it.name === service.group)
    : cluster.groups;
  const vips = vipBoxes(shownGroups, service);
  const nodes = nodeBoxes(cluster, shownGroups);
  const ends = service ? serverBoxes(service) : serviceBoxes(known, cluster);
  const total = service ? service.cps : cluster.traffic.cps;
  const clients = {
    id: "clients",
    sign: "clients",
    title: "Clients",
    note: `${short(total)} conn/s`,
  };
  const ways = [
    ...vips.map((vip) => ({
      from: "clients",
      to: vip.id,
      rate: share(total, vip, vips),
      kind: vip.master ? "flow" : "dead",
    })),
    ...vips.flatMap((vip) => nodes.map((node) => vipWay(vip, node, share(total, vip, vips)))),
    ...ends.flatMap((end) => endWays(end, nodes, shownGroups)),
  ].filter(Boolean);
  return { columns: [[clients], vips, nodes, ends], ways };
}

const share = (total, vip, vips) => total / Math.max(1, vips.filter((it) => it.master).length) || 0;

function vipBoxes(groups, service) {
  const boxes = groups.map((group) => ({
    id: "vip " + group.name,
    group: group.name,
    master: group.master,
    sign: group.master ? "vip" : "nobody",
    tone: group.master ? "vip" : "down",
    title: service ? service.key.replace(/^\w+ /, "") : vipText(group.vips),
    note: service ? `${service.name}, ${service.protocol}` : `group ${group.name}`,
  }));
  return boxes.length > 3 ? [gathered(boxes)] : boxes;
}

const vipText = (vips) => {
  const first = (vips[0] || "no address").replace(/\/(32|128)$/, "");
  return vips.length > 1 ? `${first} +${vips.length - 1}` : first;
};

function gathered(boxes) {
  const orphans = boxes.filter((it) => !it.master).length;
  return {
    id: "vips",
    groups: boxes.map((it) => it.group),
    masters: new Set(boxes.map((it) => it.master)),
    master: boxes.find((it) => it.master)?.master,
    sign: orphans ? "nobody" : "vip",
    tone: orphans ? "down" : "vip",
    title: plural(boxes.length, "VIP group"),
    note: orphans ? `${orphans} held by nobody` : "all are held",
  };
}

function nodeBoxes(cluster, groups) {
  const nodes = cluster.nodes.map((node) => {
    const held = groups.filter((it) => it.master === node.node).map((it) => it.name);
    const sign = !node.present
      ? "gone"
      : held.length
        ? "master"
        : node.role === "witness"
          ? "witness"
          : "backup";
    return {
      id: "node " + node.node,
      node: node.node,
      held,
      present: node.present,
      sign,
      title: node.node,
      note: nodeNote(node, held, groups),
      tone: sign === "gone" ? "down" : sign,
      href: links.node(node.node),
    };
  });
  if (nodes.length <= 5) {
    return nodes;
  }
  const masters = nodes.filter((it) => it.held.length);
  return [...masters, ...nodes.filter((it) => !it.held.length)].slice(0, 5);
}

function nodeNote(node, held, groups) {
  if (!node.present) {
    return "gone";
  }
  if (held.length) {
    return held.length === groups.length ? "master" : `master of ${held.join(", ")}`;
  }
  if (node.role === "witness") {
    return "witness";
  }
  const unable = node.groups.find(
    (it) => groups.some((group) => group.name === it.name) && !it.able,
  );
  return unable ? "backup, not able" : node.ready ? "backup, ready" : "backup, not ready";
}

function vipWay(vip, node, rate) {
  const masters = vip.masters || new Set([vip.master]);
  if (masters.has(node.node)) {
    return { from: vip.id, to: node.id, rate: rate / masters.size, kind: "flow" };
  }
  return node.present && node.sign !== "witness"
    ? { from: vip.id, to: node.id, rate: 0, kind: "standby" }
    : null;
}

function serverBoxes(service) {
  const boxes = service.servers.map((server) => ({
    id: "end " + server.address,
    sign: server.condition,
    title: server.address,
    note:
      server.condition === "up" || server.condition === "unchecked"
        ? `${short(server.cps)}/s`
        : serverNote(server),
    rate: server.cps || 0,
    href: links.server(service.name, server.address),
    by: service.node,
  }));
  return few(boxes, "servers", links.service(service.name));
}

function serverNote({ address, condition, active, inactive, lastCheck }) {
  if (condition === "down") {
    return `down: ${brief(lastCheck, address) || "no answer"}`;
  }
  return condition === "draining"
    ? `drains, ${count(active + inactive)} left`
    : condition === "disabled"
      ? "taken out"
      : condition;
}

function serviceBoxes(known, cluster) {
  const boxes = known.map((row) => ({
    id: "end " + row.name,
    sign: row.state,
    title: row.name,
    note:
      row.state === "up" || row.state === "degraded"
        ? `${row.up} of ${row.total} up, ${short(row.cps)}/s`
        : row.fault || `${row.up} of ${row.total} up`,
    rate: row.cps || 0,
    href: links.service(row.name),
    group: row.group,
    by: row.node,
  }));
  return few(boxes, "services", "", cluster.services.total - boxes.length, cluster.traffic.cps);
}

const sum = (boxes) => boxes.reduce((total, { rate }) => total + rate, 0);

/** The worst and the busiest, and one box for the rest. */
function few(boxes, what, href, unseen = 0, total = sum(boxes)) {
  const rank = (box) => ORDER.indexOf(box.sign);
  const first = boxes.length + unseen > MOST ? MOST - 1 : MOST;
  const chosen = [...boxes]
    .sort((a, b) => Math.min(rank(a), 8) - Math.min(rank(b), 8) || b.rate - a.rate)
    .slice(0, first);
  const rest = boxes.filter((box) => !chosen.includes(box));
  const kept = boxes.filter((box) => chosen.includes(box));
  const others = rest.length + unseen;
  const remaining = Math.max(0, total - sum(kept));
  return others
    ? [
        ...kept,
        {
          id: "end others",
          sign: rest.some((box) => rank(box) < 8) ? "degraded" : "up",
          title: `${count(others)} ${kept.length ? "more " : ""}${what}`,
          note: `${short(remaining)}/s`,
          rate: remaining,
          href,
        },
      ]
    : kept;
}

function endWays(end, nodes, groups) {
  const holder = groups.find((it) => it.name === end.group)?.master || end.by;
  const through =
    nodes.find((it) => it.node === holder && it.present) || nodes.find((it) => it.held.length);
  if (!through) {
    return [];
  }
  const kind =
    end.sign === "down" || end.sign === "fault"
      ? "dead"
      : end.sign === "up" || end.sign === "degraded" || end.sign === "unchecked"
        ? "flow"
        : "standby";
  return [{ from: through.id, to: end.id, rate: end.rate, kind }];
}
