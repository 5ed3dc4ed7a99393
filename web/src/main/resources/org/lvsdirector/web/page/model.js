/** What follows from the cluster's documents; pure functions. */

const WELL = ["up", "unchecked"];
const SAME_MILLIS = 3000;
const HEALTH = ["server-up", "server-down"];
const BAD_EVENTS = /down|failed|lost|left|refused|fault|wrong|gone|conflict|short/;
const GOOD_EVENTS = /-up$|-ok$|joined|confirmed|restored|repaired/;

/** How many servers there are, whatever their condition. */
export function serversInAll({ servers }) {
  return servers.total ?? Object.values(servers).reduce((sum, value) => sum + value, 0);
}

/** Whether a service or one of its servers is not as it should be. */
export function isTroubled(row) {
  return row.state !== "up" || (row.servers || []).some((it) => !WELL.includes(it.condition));
}

/** The server that explains why its service is in trouble; undefined when none does. */
export function worst(row) {
  const order = ["down", "unknown", "draining", "drained", "disabled"];
  return (row.servers || [])
    .filter(({ condition }) => order.includes(condition))
    .sort((a, b) => order.indexOf(a.condition) - order.indexOf(b.condition))[0];
}

/** How an event counts: master, bad, good, operator or plain. */
export function tone({ kind }) {
  if (kind === "master" || kind.startsWith("vip-taken") || kind === "failover-report") {
    return "master";
  }
  if (kind === "change" || kind.startsWith("drain") || /changed|login|reload/.test(kind)) {
    return /failed|refused/.test(kind) ? "bad" : "operator";
  }
  return BAD_EVENTS.test(kind) ? "bad" : GOOD_EVENTS.test(kind) ? "good" : "plain";
}

/** Puts events into a timeline, newest first, each once, at most 300. */
export function merged(timeline, events) {
  const known = new Set(timeline.map(identity));
  const fresh = events.filter((it) => !known.has(identity(it)) && known.add(identity(it)));
  return fresh.length
    ? [...fresh, ...timeline].sort((a, b) => (a.time < b.time ? 1 : -1)).slice(0, 300)
    : timeline;
}

/**
 * The same news from several directors as one, told by the first; those who told it are its nodes.
 * What each of them saw within a few seconds counts as the same.
 */
export function gathered(timeline) {
  const stories = [];
  for (const event of timeline) {
    const same = stories.find(
      (it) =>
        it.kind === event.kind &&
        it.subject === event.subject &&
        (it.text === event.text || HEALTH.includes(event.kind)) &&
        !it.nodes.includes(event.node) &&
        Date.parse(it.time) - Date.parse(event.time) < SAME_MILLIS,
    );
    if (same) {
      Object.assign(same, event, { nodes: [event.node, ...same.nodes] });
    } else {
      stories.push({ ...event, nodes: [event.node] });
    }
  }
  return stories;
}

/** A text about a server without its address, where that stands beside it anyway. */
export function brief(text, address) {
  return text.replaceAll(` on ${address}`, "").replace(`${address} is `, "is ");
}

/** The cluster with its nodes by name; one that is gone keeps the name by which it was known. */
export function withNames(cluster, names) {
  const nodes = cluster.nodes.map((it) => ({
    ...it,
    node: it.node === it.address ? names.get(it.address) || it.node : it.node,
  }));
  nodes.forEach(({ address, node }) => names.set(address, node));
  return { ...cluster, nodes: nodes.sort((a, b) => a.node.localeCompare(b.node)) };
}

/** What tells an event from all others. */
export const identity = ({ node, id, time }) => `${node} ${id} ${time}`;

/** The service and the server that an event is about, where it is about such. */
export function place({ subject }) {
  const slash = subject.indexOf("/");
  return slash > 0 && /:\d+$/.test(subject)
    ? { service: subject.slice(0, slash), address: subject.slice(slash + 1) }
    : null;
}

/** The share of new connections that weights give, before and after one of them changes. */
export function weightShares(servers, address, weight) {
  const working = servers.filter(({ condition }) => WELL.includes(condition));
  const sum = (list) => list.reduce((total, value) => total + value, 0);
  const before = sum(working.map((it) => it.weight));
  const own = working.find((it) => it.address === address);
  const after = sum(working.map((it) => (it.address === address ? weight : it.weight)));
  return {
    before: own && before ? own.weight / before : 0,
    after: own && after ? weight / after : 0,
  };
}
