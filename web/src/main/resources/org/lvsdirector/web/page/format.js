/** Numbers and times as the page writes them. A value that is not known is a dash. */

const NARROW = "\u202f";
const UNITS = ["", "k", "M", "G", "T", "P"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export const UNKNOWN = "–";

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/** Three digits that matter, e.g. 0, 3.4, 57, 1.24 k. */
export function short(value) {
  if (!isNumber(value)) {
    return UNKNOWN;
  }
  let scaled = Math.abs(value);
  let unit = 0;
  while (scaled >= 999.5 && unit < UNITS.length - 1) {
    scaled /= 1000;
    unit++;
  }
  const sign = value < 0 ? "−" : "";
  return sign + digits(scaled, unit) + (unit ? NARROW + UNITS[unit] : "");
}

function digits(value, unit) {
  if (value === 0) {
    return "0";
  }
  if (unit === 0) {
    return value < 0.05 ? "<0.1" : value < 9.95 ? trim(value.toFixed(1)) : value.toFixed(0);
  }
  return value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

const trim = (text) => text.replace(/\.0$/, "");

/** Bytes with their unit, e.g. 820 B, 1.24 MB. */
export function bytes(value) {
  const text = short(value);
  return text === UNKNOWN ? text : /[kMGTP]$/.test(text) ? text + "B" : text + NARROW + "B";
}

/** Every digit, in threes, e.g. 12 345. */
export function count(value) {
  return isNumber(value)
    ? String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, NARROW)
    : UNKNOWN;
}

/** "1 server", "2 servers", "1 120 servers". */
export function plural(value, one, many = one + "s") {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A length of time in its two largest units, e.g. 12 s, 2 min 5 s, 4 h 12 min, 3 d. */
export function duration(millis) {
  if (!isNumber(millis)) {
    return UNKNOWN;
  }
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const parts = [
    [86400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  const first = parts.findIndex(([size]) => seconds >= size);
  if (first < 0) {
    return `0${NARROW}s`;
  }
  const words = [];
  let rest = seconds;
  for (const [size, unit] of parts.slice(first, first + 2)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount) {
      words.push(amount + NARROW + unit);
    }
  }
  return words.join(" ");
}

/** A short time with a tenth, e.g. 4.2 s. */
export function seconds(millis) {
  return isNumber(millis) ? (millis / 1000).toFixed(1) + NARROW + "s" : UNKNOWN;
}

const two = (value) => String(value).padStart(2, "0");

/** The time of day where the reader is; with the day where that is not today. */
export function clock(time, now = Date.now()) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) {
    return UNKNOWN;
  }
  const text = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  const today = new Date(now).toDateString() === date.toDateString();
  return today ? text : `${date.getDate()} ${MONTHS[date.getMonth()]} ${text.slice(0, 5)}`;
}

/** A share from 0 to 1 in percent; 100 only when nothing is missing. */
export function percent(share) {
  if (!isNumber(share)) {
    return UNKNOWN;
  }
  const value = Math.floor(share * 1000) / 10;
  return (share >= 1 ? "100" : value.toFixed(1)) + NARROW + "%";
}
