/**
 * Reads the text of server-sent events as it comes (WHATWG HTML, 9.2.6): call the result with each
 * piece; it calls back with {type, data, id} per event. The id is the last that was seen.
 */
export function sseReader(onEvent) {
  let rest = "";
  let type = "";
  let data = [];
  let id = "";

  function line(text) {
    if (text === "") {
      if (data.length) {
        onEvent({ type: type || "message", data: data.join("\n"), id });
      }
      type = "";
      data = [];
      return;
    }
    const colon = text.indexOf(":");
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "");
    if (field === "data") {
      data.push(value);
    } else if (field === "event") {
      type = value;
    } else if (field === "id") {
      id = value;
    }
  }

  return (piece) => {
    rest += piece;
    const lines = rest.split(/\r\n|\n|\r(?=[^\n])/);
    rest = lines.pop();
    lines.forEach(line);
  };
}
