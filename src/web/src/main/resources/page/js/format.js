// How numbers, times and names are written for people. No function here touches the document.

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const whole = new Intl.NumberFormat();
const timeOfDay = new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'});
const dateAndTime = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});
const dateAndMinute = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

// Control characters and direction overrides would let a name pose as another.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const TAIL_GRAPHEMES = 12;

/** A size such as "12.4 MiB". */
export function bytes(size) {
  let value = Math.max(0, Number(size) || 0);
  let unit = 0;
  while (value >= 1023.95 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(undefined, {minimumFractionDigits: digits, maximumFractionDigits: digits})} ${UNITS[unit]}`;
}

/** A rate such as "8.1 MiB/s". */
export function rate(bytesPerSecond) {
  return `${bytes(bytesPerSecond)}/s`;
}

/** A whole number with its thousands apart. */
export function count(number) {
  return whole.format(Number(number) || 0);
}

/** A length of time in at most two units, such as "2 min 5 s". */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 && s < 600 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.round(s / 60)} min`;
  const minutes = Math.round(s / 60);
  if (minutes < 1440) return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
  const hours = Math.round(minutes / 60);
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours / 24} d`;
}

/** Time left for a transfer, or null where it cannot be told. */
export function remaining(transfer) {
  const left = transfer.size - transfer.bytesDone;
  return transfer.bytesPerSecond > 0 && left > 0 ? left / transfer.bytesPerSecond : null;
}

/** How long ago something was, such as "12 s ago"; "never" without a time. */
export function ago(iso, now) {
  if (!iso) return 'never';
  const seconds = (now - Date.parse(iso)) / 1000;
  return seconds < 2 ? 'just now' : `${duration(seconds)} ago`;
}

/** Time of day. */
export function clock(iso) {
  return iso ? timeOfDay.format(new Date(iso)) : '';
}

/** Date and time to the minute. */
export function minute(iso) {
  return iso ? dateAndMinute.format(new Date(iso)) : 'unknown';
}

/** Date and time to the second. */
export function stamp(iso) {
  return iso ? dateAndTime.format(new Date(iso)) : '';
}

/** The text with what cannot be seen made visible. */
export function visible(text) {
  return String(text ?? '').replace(INVISIBLE, '\ufffd');
}

/** A path as folder and name; the name in a head that may be cut and a tail that stays. */
export function path(full) {
  const text = visible(full);
  const cut = text.lastIndexOf('/');
  const name = cut < 0 || cut === text.length - 1 ? text : text.slice(cut + 1);
  const folder = cut < 0 || cut === text.length - 1 ? '' : text.slice(0, cut) || '/';
  return {full: text, folder, ...ends(name)};
}

/** Why a route file was refused, without the name and line that stand beside it. */
export function reason({name, error}) {
  const text = String(error ?? '');
  const end = text.indexOf(': ', name.length);
  const where = text.slice(0, end);
  return text.startsWith(name) && end > 0 && /^[\s,:()]*(line\s*)?\d*[\s\d,:()a-z]{0,16}$/.test(where.slice(name.length)) ? text.slice(end + 2) : text;
}

function ends(name) {
  if (name.length <= 2 * TAIL_GRAPHEMES) return {head: name, tail: ''};
  const parts = Array.from(graphemes.segment(name), part => part.segment);
  if (parts.length <= 2 * TAIL_GRAPHEMES) return {head: name, tail: ''};
  return {
    head: parts.slice(0, -TAIL_GRAPHEMES).join(''),
    tail: parts.slice(-TAIL_GRAPHEMES).join(''),
  };
}
