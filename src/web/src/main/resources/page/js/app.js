import * as api from './api.js';
import {Connection} from './connection.js';
import {visible} from './format.js';
import {render} from './lit.js';
import {Store} from './store.js';
import {page} from './views/page.js';

const HISTORY_EVENTS = 500;
const LIST_LIMIT = 200;
const JOB_STATES = ['transferring', 'pending', 'failed', 'completed', 'conflicted', 'cancelled'];
const FRAME_MILLIS = 80;
const SLOW_REFRESH_MILLIS = 15_000;
const UNPUBLISHED_REFRESH_MILLIS = 5_000;
const RELOAD_RETRY_MILLIS = 3_000;
const TASK_MILLIS = 1_000;
const FEW_WAITING = 60;
const DECIDED_PAGE = 20;
const ENTRIES_PAGE = 50;
const TYPING_MILLIS = 300;

const store = new Store();

/** What only this page knows: choices, running calls, their errors. */
const ui = {
  link: {state: 'connecting', attempt: 0, retryAt: null},
  lostAt: null,
  filter: 'all',
  shown: {transfers: 20, changes: 15, conflicts: 10},
  /** The latest decisions, and whether there are more; or null while nobody wants to see them. */
  decided: null,
  /** How many conflicts the rule that is being made concerns, the newest of them, or null while that is not known, and how its form stands; or null. */
  deciding: null,
  /** Ids of the conflicts that are ticked. */
  selected: new Set(),
  busy: new Set(),
  errors: new Map(),
  form: {errors: {}, message: null, busy: false},
  deleting: null,
  /** The session whose options are being changed, and how its form stands; or null. */
  editing: null,
  /**
   * The session whose report is shown, and what is known of it; the entries of the kinds that are opened (null once
   * they are closed), and which rows of the plan are open or were; or null.
   */
  report: null,
  loadError: null,
};

// --- Drawing: once per frame at most, and no more often than people can read.

let drawAsked = false;
let lastDrawn = 0;

function draw() {
  if (drawAsked) return;
  drawAsked = true;
  const wait = FRAME_MILLIS - (performance.now() - lastDrawn);
  if (wait > 0) setTimeout(() => requestAnimationFrame(drawNow), wait);
  else requestAnimationFrame(drawNow);
}

function drawNow() {
  drawAsked = false;
  lastDrawn = performance.now();
  render(page({store, ui, actions, online: ui.link.state === 'online', now: Date.now()}), root);
}

// --- The whole state by REST.

let reloading = 0;
let reloadTimer = 0;

async function reload() {
  clearTimeout(reloadTimer);
  const turn = ++reloading;
  const asOf = store.seq ?? -1;
  try {
    const [health, stats, sessions, conflicts, routes, accounts, ...transfers] = await Promise.all([
      currentHealth(), api.stats(), api.sessions(), inbox(), api.routes(), api.accounts(),
      ...transferLists(),
    ]);
    if (turn !== reloading) return;
    store.snapshot({health, stats, sessions, conflicts, routes, accounts, transfers: transfers.flat()}, asOf);
    store.loaded = true;
    ui.loadError = null;
  } catch (problem) {
    if (turn !== reloading) return;
    ui.loadError = problem.message;
    reloadTimer = setTimeout(() => { if (isOnline()) reload(); }, RELOAD_RETRY_MILLIS);
  }
  draw();
}

/** An engine that is still starting answers 503: that is its state, not a failure to ask. */
async function currentHealth() {
  try {
    return await api.health();
  } catch (problem) {
    if (problem.status === 503) return {problems: []};
    throw problem;
  }
}

/** Parts that change seldom or are not told by events; a failure leaves what is shown. */
async function refresh(parts) {
  const asOf = store.seq ?? -1;
  try {
    const names = Object.keys(parts);
    const answers = await Promise.all(names.map(name => parts[name]()));
    store.snapshot(Object.fromEntries(names.map((name, i) => [name, answers[i]])), asOf);
    draw();
  } catch (problem) {
    if (problem.status !== 0) console.warn(`Refresh failed: ${problem.message}`);
  }
}

const isOnline = () => ui.link.state === 'online';

setInterval(() => {
  if (isOnline() && store.loaded && !document.hidden) {
    refresh({sessions: api.sessions, routes: api.routes, accounts: api.accounts, health: currentHealth});
  }
}, SLOW_REFRESH_MILLIS);

setInterval(() => {
  const silent = [...store.sessions.values()].some(({item}) => item.state === 'running' && item.options['realtime.enabled'] === 'false');
  if (isOnline() && store.loaded && !document.hidden && silent) {
    refresh({sessions: api.sessions, conflicts: inbox, transfers: allTransfers});
  }
}, UNPUBLISHED_REFRESH_MILLIS);

/** The newest open conflicts, more than are shown as long as there are more. */
async function inbox() {
  const found = [];
  let page;
  do {
    page = await api.conflicts(LIST_LIMIT, found.at(-1)?.id);
    found.push(...page);
  } while (page.length === LIST_LIMIT && found.length <= ui.shown.conflicts);
  return found;
}

/** Some of every state, since a long queue would leave no room for the others in one list. */
function transferLists() {
  return JOB_STATES.map(state => api.transfers(state, LIST_LIMIT));
}

async function allTransfers() {
  return (await Promise.all(transferLists())).flat();
}

setInterval(async () => {
  store.sampleRate(isOnline());
  draw();
  await fillWaiting();
  await fillInbox();
}, 1000);

// A long queue is known only in part: when that part has been worked off, ask for the next.
let filling = false;

async function fillWaiting() {
  if (filling || !isOnline() || !store.loaded) return;
  let known = 0;
  for (const {item} of store.transfers.values()) if (item.state === 'pending') known++;
  if (known >= FEW_WAITING || (store.stats?.jobs.pending ?? 0) <= known + FEW_WAITING) return;
  filling = true;
  const asOf = store.seq ?? -1;
  try {
    store.add(await api.transfers('pending', LIST_LIMIT), asOf);
    draw();
  } catch (problem) {
    if (problem.status !== 0) console.warn(`Refresh failed: ${problem.message}`);
  } finally {
    filling = false;
  }
}

// The same for the inbox: those that are known were decided.
async function fillInbox() {
  if (!isOnline() || !store.loaded) return;
  const known = store.openConflicts().length;
  if (known < ui.shown.conflicts && known < (store.stats?.openConflicts ?? 0)) await refresh({conflicts: inbox});
}

/** Asks for the next older transfers in those states of which fewer are known than so many. */
async function addOlder(states, number) {
  const asOf = store.seq ?? -1;
  const calls = states.map(state => ({state, ...store.oldest(state)}))
    .filter(({state, known}) => known < Math.min(number, store.stats?.jobs[state] ?? 0))
    .map(({state, id}) => api.transfers(state, LIST_LIMIT, id));
  try {
    store.add((await Promise.all(calls)).flat(), asOf);
    draw();
  } catch (problem) {
    console.warn(`The older transfers could not be read: ${problem.message}`);
  }
}

// --- Events.

let askForHistory = null;
let followTimer = 0;
let routesTimer = 0;

const connection = new Connection({
  since: () => askForHistory ?? store.seq,
  heard(event, since) {
    if (event.type === 'welcome') {
      welcomed(event, since);
    } else {
      store.take(event);
      if (event.type === 'routes') {
        clearTimeout(routesTimer);
        routesTimer = setTimeout(() => refresh({routes: api.routes}), 300);
      }
    }
    draw();
  },
  changed(link) {
    if (link.state === 'waiting' && ui.link.state === 'online') ui.lostAt = Date.now();
    if (link.state === 'online') ui.lostAt = null;
    ui.link = link;
    draw();
  },
});

function welcomed(event, since) {
  if (since === null && event.seq > 0) {
    // A page that was just opened asks for the latest changes, so that its feed is not empty.
    askForHistory = Math.max(0, (event.oldest ?? 1) - 1, event.seq - HISTORY_EVENTS);
    connection.reopen();
    return;
  }
  askForHistory = null;
  if (store.welcome(event)) reload();
}

// --- What people can do.

/**
 * Runs one call at a time per key and keeps its error where the button is. What is over takes its row along: where
 * `gone` is given, it makes of the refusal what is said above the inbox, which stays.
 */
async function act(key, call, gone) {
  if (ui.busy.has(key)) return;
  ui.busy.add(key);
  ui.errors.delete(key);
  draw();
  try {
    await call();
  } catch (problem) {
    const over = problem.status === 404 || problem.status === 409;
    if (over && gone) ui.errors.set('inbox', gone(problem.message));
    else ui.errors.set(key, problem.message);
    if (over) reload();
  } finally {
    ui.busy.delete(key);
    draw();
  }
}

const actions = {
  start: id => act(`session:${id}`, async () => store.session(await api.startSession(id))),
  stop: id => act(`session:${id}`, async () => store.session(await api.stopSession(id))),
  cancel: id => act(`transfer:${id}`, async () => store.transfer(await api.cancelTransfer(id))),
  retry: id => act(`transfer:${id}`, async () => store.transfer(await api.retryTransfer(id))),
  resolve: ({id, path}, resolution) => act(`conflict:${id}`, async () => {
    store.conflict(await api.resolveConflict(id, resolution));
  }, message => `${visible(path)}: ${message}`),
  resolveSeveral: (ids, resolution) => act('conflicts', async () => {
    for (const conflict of await api.resolveConflicts(ids, resolution)) store.conflict(conflict);
    ui.selected.clear();
  }, message => message),
  select(ids, on) {
    for (const id of ids) {
      if (on) ui.selected.add(id);
      else ui.selected.delete(id);
    }
    draw();
  },
  askDecideAll() {
    ui.deciding = {count: null, newest: null, form: {errors: {}, message: null, busy: false}};
    drawNow();
    const form = document.getElementById('decide-form');
    form.reset();
    document.getElementById('decide-dialog').showModal();
    countNow(form);
  },
  /** Finds out how many conflicts what was filled in concerns, once nobody types. */
  countMatching(form) {
    if (!ui.deciding || ui.deciding.form.busy) return;
    clearTimeout(countTimer);
    counting++;
    Object.assign(ui.deciding, {count: null, newest: null, form: {errors: {}, message: null, busy: false}});
    draw();
    countTimer = setTimeout(() => countNow(form), TYPING_MILLIS);
  },
  /** Decides those that were counted, and none that came after. */
  async decideAll(form) {
    const {deciding} = ui;
    if (!deciding?.count || deciding.form.busy) return;
    deciding.form.busy = true;
    draw();
    try {
      const counted = {...filterOf(form), newest: deciding.newest};
      for (const conflict of await api.resolveMatching(counted, form.elements.namedItem('resolution').value)) store.conflict(conflict);
      ui.selected.clear();
      if (ui.deciding === deciding) document.getElementById('decide-dialog').close();
      await refresh({conflicts: inbox});
    } catch (problem) {
      deciding.count = null;
      if (ui.deciding === deciding) {
        refused(deciding.form, form, problem);
        countNow(form);
      }
    }
    deciding.form.busy = false;
    draw();
  },
  forgetDecideAll() {
    clearTimeout(countTimer);
    ui.deciding = null;
    draw();
  },
  /** Shows the decisions, or hides them again. */
  decided: () => act('decided', async () => {
    ui.decided = ui.decided ? null : await decided([]);
  }),
  moreDecided: () => act('decided', async () => {
    ui.decided = await decided(ui.decided.items);
  }),
  undo: id => act(`undo:${id}`, async () => {
    const undone = await api.undoConflict(id);
    if (ui.decided) ui.decided.items = ui.decided.items.map(item => item.id === id ? undone : item);
  }),
  askDelete(session) {
    ui.deleting = session;
    drawNow();
    document.getElementById('delete-dialog').showModal();
  },
  async delete(id) {
    document.getElementById('delete-dialog').close();
    await act(`session:${id}`, async () => {
      await api.deleteSession(id);
      store.forget(id);
    });
  },
  /** Shows a session's report. */
  async showReport(session) {
    ui.report = {session, report: null, opened: new Map(), planned: new Map()};
    ui.errors.delete('report');
    drawNow();
    document.getElementById('report-dialog').showModal();
    await act('report', async () => {
      const [report, verification, plan] =
        await Promise.all([api.report(session.id), api.verification(session.id), api.plan(session.id)]);
      reported(session, {report, verification, plan});
      follow(session);
    });
  },
  verify: session => act('report', async () => {
    reported(session, {verification: await api.verify(session.id)});
    follow(session);
  }),
  dryRun: session => act('report', async () => {
    reported(session, {plan: await api.dryRun(session.id)});
    follow(session);
  }),
  /** Shows the entries of a kind in the report, or hides them again. */
  entries(kind) {
    const {opened} = ui.report;
    if (opened.get(kind)) {
      opened.set(kind, null);
      draw();
    } else {
      opened.set(kind, {items: [], next: null, busy: false, message: null});
      readEntries(ui.report, kind);
    }
  },
  moreEntries: kind => readEntries(ui.report, kind),
  /** Shows the steps of a row of the plan, or hides them again. */
  steps(kind) {
    const {planned} = ui.report;
    planned.set(kind, !planned.get(kind));
    draw();
  },
  forgetReport() {
    ui.report = null;
    draw();
  },
  async askCreate() {
    ui.form = {errors: {}, message: null, busy: false};
    drawNow();
    document.getElementById('create-form').reset();
    document.getElementById('create-dialog').showModal();
    document.getElementById('field-name').focus();
    await refresh({accounts: api.accounts});
  },
  async create(form) {
    if (ui.form.busy) return;
    ui.form = {errors: {}, message: null, busy: true};
    draw();
    try {
      const session = await api.createSession(specOf(form));
      store.session(session);
      document.getElementById('create-dialog').close();
      if (form.elements.namedItem('start-now').checked) await actions.start(session.id);
    } catch (problem) {
      refused(ui.form, form, problem);
    }
    ui.form.busy = false;
    draw();
  },
  askEdit(session) {
    ui.editing = {session, form: {errors: {}, message: null, busy: false}};
    drawNow();
    document.getElementById('edit-form').reset();
    document.getElementById('edit-dialog').showModal();
  },
  /** Saves the options that a person gave other values. */
  async configure(form) {
    const {editing} = ui;
    if (!editing || editing.form.busy) return;
    const options = changesOf(form, editing.session.options);
    editing.form = {errors: {}, message: null, busy: true};
    draw();
    try {
      if (Object.keys(options).length) store.session(await api.configureSession(editing.session.id, options));
      if (ui.editing === editing) document.getElementById('edit-dialog').close();
    } catch (problem) {
      if (ui.editing === editing) refused(editing.form, form, problem);
    }
    editing.form.busy = false;
    draw();
  },
  forgetEdit() {
    ui.editing = null;
    draw();
  },
  close: id => document.getElementById(id).close(),
  filter(name) {
    ui.filter = name;
    ui.shown.transfers = 20;
    draw();
  },
  show(list, number) {
    ui.shown[list] = number;
    draw();
  },
  /** Shows more conflicts, and asks for those that the page does not know yet. */
  async showConflicts(number) {
    actions.show('conflicts', number);
    if (store.openConflicts().length <= number) await refresh({conflicts: inbox});
  },
  /** Shows more transfers, and asks for those that the page does not know yet. */
  async showTransfers(number) {
    actions.show('transfers', number);
    store.keep(number);
    await addOlder(ui.filter === 'all' ? JOB_STATES : [ui.filter], number);
  },
  dismiss(key) {
    ui.errors.delete(key);
    draw();
  },
  retryNow: () => connection.retryNow(),
  reload,
};

let countTimer = 0;
let counting = 0;

/** Which conflicts a rule is about, as far as that is filled in. */
function filterOf(form) {
  const filter = {};
  for (const name of ['session', 'type', 'path']) {
    const value = form.elements.namedItem(name).value.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

async function countNow(form) {
  const {deciding} = ui;
  const turn = ++counting;
  try {
    const counted = await api.countConflicts(filterOf(form));
    if (turn === counting) Object.assign(deciding, counted);
  } catch (problem) {
    if (turn !== counting) return;
    // Nothing takes the focus away from who types.
    if (problem.field === 'path') deciding.form.errors = {path: problem.message};
    else deciding.form.message = problem.message;
  }
  draw();
}

/** Keeps what was told of a session while its report is the one that is shown. */
function reported(session, news) {
  if (ui.report?.session.id === session.id) Object.assign(ui.report, news);
}

/** Reads the next entries of a kind that is open in a report; the totals then agree with them. */
async function readEntries(shown, kind) {
  const section = shown.opened.get(kind);
  if (section.busy) return;
  const known = section.items.length;
  const pressed = document.activeElement;
  Object.assign(section, {busy: true, message: null});
  draw();
  try {
    const report = await api.reportEntries(shown.session.id, kind, ENTRIES_PAGE, section.next);
    Object.assign(section, {items: [...section.items, ...report.entries], next: report.next});
    shown.report = report;
  } catch (problem) {
    section.message = problem.message;
  }
  section.busy = false;
  drawNow();
  if (!pressed.isConnected && document.activeElement === document.body) readOn(document.getElementById(`report-${kind}`), known);
}

/** Whose button went with the last entries goes on with the first of them, or what there is instead. */
function readOn(list, known) {
  const next = list?.querySelectorAll('li')[known] ?? list?.querySelector('button') ?? list?.previousElementSibling.querySelector('button');
  next?.focus();
}

/** Asks again how a task stands while it runs and is looked at. */
function follow(session) {
  clearTimeout(followTimer);
  followTimer = setTimeout(async () => {
    if (ui.report?.session.id !== session.id) return;
    const running = ['verification', 'plan'].filter(task => ui.report[task]?.state === 'running');
    if (running.length === 0) return;
    await act('report', async () => {
      for (const task of running) reported(session, {[task]: await api[task](session.id)});
    });
    follow(session);
  }, TASK_MILLIS);
}

/** These decisions and the next older ones. */
async function decided(known) {
  const page = await api.decidedConflicts(DECIDED_PAGE, known.at(-1)?.id);
  return {items: [...known, ...page], more: page.length === DECIDED_PAGE};
}

/** Puts a refusal beside the field that it names, or else above all of them. */
function refused(state, form, problem) {
  const field = problem.field && form.elements.namedItem(problem.field);
  if (field) state.errors = {[problem.field]: problem.message};
  else state.message = problem.message;
  state.busy = false;
  drawNow();
  if (field) {
    field.closest('details')?.setAttribute('open', '');
    field.focus();
  } else {
    form.querySelector('.dialog-body').scrollTop = 0;
  }
}

/** The options that are not what they were. */
function changesOf(form, options) {
  const changes = {};
  for (const field of form.elements) {
    const value = field.name ? field.value.trim() : undefined;
    if (value !== undefined && value !== options[field.name]) changes[field.name] = value;
  }
  return changes;
}

/** Only what a person filled in: the rest takes the installation's own defaults. */
function specOf(form) {
  const spec = {name: '', source: null, destination: null, options: {}};
  for (const field of form.elements) {
    if (!field.name || field.type === 'checkbox') continue;
    const value = field.value.trim();
    if (field.name === 'name') spec.name = value;
    else if (value && (field.name === 'source' || field.name === 'destination')) spec[field.name] = value;
    else if (value && field.name.includes('.') || value && field.name === 'selection') spec.options[field.name] = value;
  }
  return spec;
}

const root = document.getElementById('app');
root.replaceChildren();
drawNow();
connection.open();
