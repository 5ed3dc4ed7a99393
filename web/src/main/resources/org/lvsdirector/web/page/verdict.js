/** What to tell first: pure functions over the cluster's documents. */
import { clock, duration, plural } from "./format.js";
import { brief, serversInAll } from "./model.js";

/**
 * The state of everything in a sentence, and what there is to it.
 *
 * @return {level: ok | note | warn | bad, headline, items: [{mark, text, href}]}
 */
export function verdict(cluster, troubled, now) {
  const items = [
    ...leaderless(cluster),
    ...quorumLost(cluster),
    ...sickServers(troubled, now),
    ...missingNodes(cluster),
    ...faults(cluster, troubled),
    ...drains(troubled),
  ];
  const named = items.filter(({ mark }) => mark === "down").length;
  if (cluster.servers.down > named) {
    const rest = cluster.servers.down - named;
    items.push({
      level: "bad",
      mark: "down",
      text: `${named ? "and " : ""}${plural(rest, named ? "more server" : "server")} down`,
    });
  }
  const level = ["bad", "warn", "note"].find((it) => items.some((item) => item.level === it));
  return { level: level || "ok", headline: headline(cluster, items), items };
}

function leaderless({ groups, nodes }) {
  return groups
    .filter(({ master }) => !master)
    .map(({ name }) => {
      const reasons = nodes.flatMap((node) =>
        node.groups
          .filter((it) => it.name === name && it.reason)
          .map((it) => `${node.node}: ${it.reason}`),
      );
      const why = reasons.length ? reasons.join("; ") : "no director is able to";
      return {
        level: "bad",
        mark: "nobody",
        short: `nobody holds ${name}`,
        text: `Nobody holds ${name}: ${why}`,
      };
    });
}

function quorumLost({ quorum: { ok, present, configured, needed } }) {
  const text = `No quorum: ${present} of ${configured} members present, ${needed} needed`;
  return ok ? [] : [{ level: "bad", mark: "fault", short: "no quorum", text }];
}

function sickServers(troubled, now) {
  return troubled.flatMap((service) =>
    service.servers
      .filter(({ condition }) => condition === "down" || condition === "unknown")
      .map((server) => ({
        level: server.condition === "down" ? "bad" : "note",
        mark: server.condition,
        service: service.name,
        address: server.address,
        text: sickness(server, now),
      })),
  );
}

function sickness({ address, condition, since, lastCheck }, now) {
  const what = condition === "down" ? "is down" : "is not checked yet";
  const when = since ? ` since ${clock(since, now)} (${duration(now - Date.parse(since))})` : "";
  return `${what}${when}: ${brief(lastCheck, address) || "no check has ended"}`;
}

function missingNodes({ nodes }) {
  return nodes
    .filter(({ present }) => !present)
    .map(({ node, answer }) => ({
      level: "warn",
      mark: "gone",
      node,
      short: `director ${node} is gone`,
      text: `is gone${answer ? ": " + answer : ""}`,
    }));
}

function faults({ faults: texts }, troubled) {
  const ofServices = troubled
    .filter(({ fault }) => fault)
    .map(({ name, fault }) => ({
      level: "bad",
      mark: "fault",
      service: name,
      short: `${name} is not applied`,
      text: fault,
    }));
  const ofNodes = texts.map(({ node, text }) => ({ level: "warn", mark: "fault", node, text }));
  return [...ofServices, ...ofNodes];
}

function drains(troubled) {
  return troubled.flatMap((service) =>
    service.servers
      .filter(({ condition }) => condition === "draining")
      .map(({ address, active, inactive }) => ({
        level: "note",
        mark: "draining",
        service: service.name,
        address,
        text: `drains, ${plural(active + inactive, "connection")} left`,
      })),
  );
}

function headline(cluster, items) {
  const { servers, nodes } = cluster;
  const all = serversInAll(cluster);
  const parts = items.filter((it) => it.short && it.level !== "note").map((it) => it.short);
  if (servers.down) {
    parts.push(
      `${servers.down} of ${plural(all, "server")} ${servers.down === 1 ? "is" : "are"} down`,
    );
  }
  const faulty = cluster.faults.length;
  if (faulty) {
    parts.push(plural(faulty, "fault"));
  }
  if (parts.length) {
    const text = parts.join(", ");
    return text[0].toUpperCase() + text.slice(1);
  }
  const working = servers.up + (servers.unchecked || 0);
  const resting = all - working;
  const upText =
    working === all
      ? `All ${plural(all, "server")} up`
      : `${working} of ${plural(all, "server")} up`;
  const out = resting ? `, ${resting} out of service` : "";
  return all === 0
    ? "No servers are configured"
    : `${upText}${out}, ${plural(nodes.length, "director")} present`;
}
