/** Where in the page one is: kept in the fragment, so that a link leads there again. */

const PREFIX = "#/";
const part = encodeURIComponent;

export const links = {
  overview: () => PREFIX,
  service: (name) => `${PREFIX}service/${part(name)}`,
  server: (service, address) => `${PREFIX}server/${part(service)}/${part(address)}`,
  node: (name) => `${PREFIX}node/${part(name)}`,
};

/** {kind: overview | service | server | node, names}. */
export function route(fragment) {
  const [kind, ...rest] = fragment.replace(/^#\/?/, "").split("/");
  const needed = { service: 1, server: 2, node: 1 }[kind];
  if (!needed || rest.length !== needed) {
    return { kind: "overview", names: [] };
  }
  try {
    return { kind, names: rest.map(decodeURIComponent) };
  } catch {
    return { kind: "overview", names: [] };
  }
}
