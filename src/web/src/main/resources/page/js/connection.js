// The WebSocket that comes back by itself.

const FIRST_DELAY_MILLIS = 500;
const LONGEST_DELAY_MILLIS = 30_000;
const WELCOME_WITHIN_MILLIS = 10_000;
const PING_EVERY_MILLIS = 20_000;
const SILENT_FOR_MILLIS = 45_000;

/** The wait before a try: doubling, and spread so that many pages do not come back at once. */
export function delayBefore(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** Math.min(attempt, 16));
  return ceiling / 2 + random() * ceiling / 2;
}

/**
 * Keeps one socket open. `since()` says after which event to go on (null: from now), `heard` takes
 * each message with the `since` it was asked for, `changed` takes the state: `connecting`, `online`
 * (from the welcome on) or `waiting` with `retryAt`.
 */
export class Connection {
  #since;
  #heard;
  #changed;
  #socket = null;
  #attempt = 0;
  #lastHeard = 0;
  #retry = 0;

  constructor({since, heard, changed}) {
    this.#since = since;
    this.#heard = heard;
    this.#changed = changed;
    setInterval(() => this.#watch(), PING_EVERY_MILLIS / 2);
    addEventListener('online', () => this.retryNow());
    addEventListener('offline', () => this.#socket?.close());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.retryNow();
    });
  }

  open() {
    clearTimeout(this.#retry);
    this.#retry = 0;
    const since = this.#since();
    const url = new URL('events', document.baseURI);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    if (since !== null) url.searchParams.set('since', since);
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#lastHeard = performance.now();
    let welcomed = false;
    const late = setTimeout(() => socket.close(), WELCOME_WITHIN_MILLIS);
    this.#changed({state: 'connecting', attempt: this.#attempt, retryAt: null});

    socket.onmessage = message => {
      if (socket !== this.#socket) return;
      this.#lastHeard = performance.now();
      const event = JSON.parse(message.data);
      if (event.type === 'welcome') {
        welcomed = true;
        clearTimeout(late);
        this.#attempt = 0;
        this.#changed({state: 'online', attempt: 0, retryAt: null});
      }
      if (welcomed) this.#heard(event, since);
    };
    socket.onclose = () => {
      clearTimeout(late);
      if (socket !== this.#socket) return;
      this.#socket = null;
      const delay = delayBefore(this.#attempt++);
      this.#changed({state: 'waiting', attempt: this.#attempt, retryAt: Date.now() + delay});
      this.#retry = setTimeout(() => this.open(), delay);
    };
  }

  /** Leaves the present socket and opens another at once. */
  reopen() {
    const old = this.#socket;
    this.#socket = null;
    old?.close();
    this.open();
  }

  /** Tries at once instead of when the wait is over. */
  retryNow() {
    if (this.#retry) this.open();
  }

  #watch() {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    const silence = performance.now() - this.#lastHeard;
    if (silence > SILENT_FOR_MILLIS) {
      // A dead network does not let a close handshake end: go on without it.
      socket.onclose();
      socket.close();
    } else if (silence > PING_EVERY_MILLIS / 2) {
      socket.send('{"type":"ping"}');
    }
  }
}
