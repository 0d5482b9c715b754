// What the page knows. Events and REST answers meet here; nothing here touches the document.

const MOST_CHANGES = 500;
const MOST_TRANSFERS = 400;
const MOST_CONFLICTS = 1000;
const RATE_SAMPLES = 60;

export const UNFINISHED = new Set(['pending', 'transferring']);

export class Store {
  version = null;
  epoch = null;
  /** Newest event taken in, or null before the first welcome. */
  seq = null;
  /** Events up to here are covered by the REST answers: they only fill the feed. */
  #historyUntil = -1;
  loaded = false;
  stats = null;
  problems = [];
  /** id -> {item, seq}: seq is that of the event, or the newest when the REST call was sent. */
  sessions = new Map();
  transfers = new Map();
  conflicts = new Map();
  #gone = new Set();
  files = new Map();
  routes = [];
  accounts = [];
  /** Newest first. */
  changes = [];
  #changeSeqs = new Set();
  #mostTransfers = MOST_TRANSFERS;
  #mostConflicts = MOST_CONFLICTS;
  rates = new Array(RATE_SAMPLES).fill(0);

  /** Takes the welcome; true if the REST answers must be asked for anew. */
  welcome(event) {
    const gap = !this.loaded || event.missed || event.epoch !== this.epoch;
    if (event.epoch !== this.epoch) {
      this.#changeSeqs.clear();
      this.#gone.clear();
    }
    if (gap) {
      this.seq = event.seq;
      this.#historyUntil = event.seq;
      for (const entries of [this.sessions, this.transfers, this.conflicts]) {
        for (const entry of entries.values()) entry.seq = -1;
      }
    }
    this.epoch = event.epoch;
    this.version = event.version;
    return gap;
  }

  /** Takes an event. */
  take(event) {
    if (event.type === 'file-change') this.#change(event);
    if (event.seq <= this.#historyUntil || event.seq <= this.seq) return;
    switch (event.type) {
      case 'transfer':
      case 'progress':
        this.#transfer(event.transfer, event.seq);
        if (this.transfers.size > 4 * this.#mostTransfers) this.#prune();
        break;
      case 'conflict':
        this.#conflict(event.conflict, event.seq);
        break;
      case 'session':
        if (event.state === 'deleted') this.forget(event.detail?.id ?? event.session);
        else this.#session(event.detail, event.seq);
        break;
      case 'routes':
        if (event.removed) this.files.delete(event.file.name);
        else this.files.set(event.file.name, event.file);
        break;
      case 'stats':
        this.stats = event.stats;
        break;
      default:
        // Answers such as pong carry nothing to keep, and no number of their own.
        return;
    }
    this.seq = event.seq;
  }

  /** A session that a call gave back. */
  session(session) {
    this.#session(session, this.seq ?? -1);
  }

  /** A transfer that a call gave back. */
  transfer(transfer) {
    this.#transfer(transfer, this.seq ?? -1);
  }

  /** A conflict that a call gave back. */
  conflict(conflict) {
    this.#conflict(conflict, this.seq ?? -1);
  }

  /** A session is gone, and with it its transfers and conflicts. */
  forget(id) {
    this.#gone.add(id);
    this.sessions.delete(id);
    for (const entries of [this.transfers, this.conflicts]) {
      for (const [key, entry] of entries) if (entry.item.session === id) entries.delete(key);
    }
  }

  /** REST lists, asked for when the newest event was `asOf`; later events win over them. */
  snapshot(lists, asOf) {
    for (const name of ['sessions', 'transfers', 'conflicts']) {
      if (lists[name]) this[name] = merge(this[name], lists[name].filter(item => !this.#gone.has(item.session ?? item.id)), asOf);
    }
    if (lists.conflicts) this.#mostConflicts = Math.max(MOST_CONFLICTS, lists.conflicts.length);
    if (lists.stats) this.stats = lists.stats;
    if (lists.accounts) this.accounts = lists.accounts;
    if (lists.health) this.problems = lists.health.problems ?? [];
    if (lists.routes) {
      this.routes = lists.routes.routes;
      this.files = new Map(lists.routes.files.map(file => [file.name, file]));
    }
  }

  /** The conflicts that wait for a decision, newest first. */
  openConflicts() {
    return [...this.conflicts.values()].map(entry => entry.item).filter(item => !item.resolvedAt).sort((a, b) => b.id - a.id);
  }

  /**
   * The items whose conflict waits for a decision, as `session/item`; null while not all such conflicts are known.
   */
  undecided() {
    const open = this.openConflicts();
    if (open.length < (this.stats?.openConflicts ?? 0)) return null;
    return new Set(open.map(({session, source}) => `${session}/${source.id}`));
  }

  /** From now on so many transfers stay known at least, of the waiting and of the finished each. */
  keep(number) {
    this.#mostTransfers = Math.max(MOST_TRANSFERS, number);
  }

  /** The oldest transfer that is known in a state, and how many are. */
  oldest(state) {
    const ids = [...this.transfers.values()].filter(({item}) => item.state === state).map(({item}) => item.id);
    return {id: ids.length ? Math.min(...ids) : undefined, known: ids.length};
  }

  /** More transfers, without leaving any out. */
  add(transfers, asOf) {
    for (const item of transfers) {
      const known = this.transfers.get(item.id);
      if (!known || known.seq <= asOf) this.transfers.set(item.id, {item, seq: asOf});
    }
  }

  /** Called once a second: goes on with the line of rates. */
  sampleRate(online) {
    this.rates.push(online ? this.stats?.bytesPerSecond ?? 0 : 0);
    this.rates.shift();
  }

  #change(event) {
    if (this.#changeSeqs.has(event.seq)) return;
    this.#changeSeqs.add(event.seq);
    this.changes.unshift({key: `${this.epoch}/${event.seq}`, seq: event.seq, time: event.time, session: event.session, ...event.change});
    if (this.changes.length > MOST_CHANGES) this.#changeSeqs.delete(this.changes.pop().seq);
    if (event.seq > this.seq) this.seq = event.seq;
  }

  #session(session, seq) {
    this.#gone.delete(session.id);
    this.#put(this.sessions, session, seq);
  }

  #transfer(transfer, seq) {
    if (!this.transfers.has(transfer.id)) this.#follow(transfer, seq);
    this.#put(this.transfers, transfer, seq);
  }

  /** What failed or was given up before of the same item is past, as REST has it from now on. */
  #follow({id, session, item}, seq) {
    for (const entry of this.transfers.values()) {
      const earlier = entry.item;
      if (earlier.retriable && earlier.id < id && earlier.session === session && earlier.item === item) {
        entry.item = {...earlier, state: 'cancelled', retriable: false};
        entry.seq = seq;
      }
    }
  }

  #conflict(conflict, seq) {
    // A decided one stays until the next answer of REST, which may have been on its way before.
    if (!conflict.resolvedAt || this.conflicts.has(conflict.id)) this.#put(this.conflicts, conflict, seq);
    if (this.conflicts.size > this.#mostConflicts) this.conflicts.delete(Math.min(...this.conflicts.keys()));
  }

  #put(entries, item, seq) {
    entries.set(item.id, {item, seq});
  }

  #prune() {
    const of = test => [...this.transfers.values()].map(entry => entry.item).filter(test);
    const waiting = of(item => item.state === 'pending').sort((a, b) => a.id - b.id);
    const finished = of(item => !UNFINISHED.has(item.state)).sort((a, b) => b.id - a.id);
    for (const item of [...waiting.slice(this.#mostTransfers), ...finished.slice(this.#mostTransfers)]) this.transfers.delete(item.id);
  }
}

function merge(entries, items, asOf) {
  const merged = new Map();
  for (const item of items) {
    const known = entries.get(item.id);
    merged.set(item.id, known && known.seq > asOf ? known : {item, seq: asOf});
  }
  for (const [id, known] of entries) if (known.seq > asOf && !merged.has(id)) merged.set(id, known);
  return merged;
}
