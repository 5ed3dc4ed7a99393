/**
 * Requests to the API of one member of the cluster: the one that the page came from, with the
 * session's cookie, or another one with a key that is kept in memory only.
 */

/** The API said no; the message is its own sentence. */
export class Problem extends Error {
  constructor(status, { detail, title, key, faults } = {}) {
    super(detail || title || `The API answered ${status}.`);
    this.status = status;
    this.key = key || "";
    this.faults = faults || [];
  }
}

/** Where the page came from. */
export const HOME = { base: "", key: "", node: "" };

/** A path of the API with its parts made safe. */
export function path(...parts) {
  return "/" + parts.map(encodeURIComponent).join("/");
}

/**
 * Sends a request; the answer's body is still to be read.
 *
 * @throws Problem when the API refuses, TypeError when nobody answers
 */
export async function send(target, method, where, options = {}) {
  const headers = { "X-Requested-With": "lvs-director", ...options.headers };
  if (target.key) {
    headers.Authorization = "Bearer " + target.key;
  }
  if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const response = await fetch(target.base + "/api/v1" + where, {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
    cache: "no-store",
    credentials: target.base ? "omit" : "same-origin",
  });
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => ({})));
  }
  return response;
}

/** The JSON of an answer, and how many rows there are in all where it says so. */
export async function read(target, where, options) {
  const response = await send(target, "GET", where, options);
  const total = Number(response.headers.get("X-Total-Count"));
  return { value: await response.json(), total };
}
