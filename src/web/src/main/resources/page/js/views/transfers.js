import {html, nothing, repeat} from '../lit.js';
import * as format from '../format.js';
import {badge, callError, empty, icon, more, pathLines, time} from './parts.js';

const STEP = 200;
const FILTERS = [
  ['all', 'All'],
  ['transferring', 'Active'],
  ['pending', 'Waiting'],
  ['failed', 'Failed'],
  ['completed', 'Done'],
  ['cancelled', 'Cancelled'],
];
const ORDER = {transferring: 0, pending: 1};
/** The picture of each action, and its name in words. */
export const ACTIONS = {
  'create-folder': ['folder', 'New folder'],
  create: ['up', 'New file'],
  update: ['up', 'New content'],
  rename: ['rename', 'Rename'],
  move: ['arrow', 'Move'],
  touch: ['clock', 'Times'],
  delete: ['bin', 'Delete'],
  adopt: ['equals', 'Compare'],
};
const STATES = {
  pending: ['idle', 'Waiting'],
  transferring: ['accent', 'Transferring'],
  completed: ['good', 'Done'],
  failed: ['bad', 'Failed'],
  conflicted: ['warn', 'Conflict'],
  cancelled: ['idle', 'Cancelled'],
};
const SETTLED = ['idle', 'Conflict settled'];
const NOTHING = {
  all: ['Nothing moved yet', 'Drop files into the Google Drive folder of a running session: they appear here as soon as they are found.'],
  transferring: ['Nothing is being transferred', 'Files on their way show here with their progress.'],
  pending: ['The queue is empty', 'Files that were found and wait for their turn show here.'],
  failed: ['Nothing failed', 'A transfer that cannot be done shows here with the reason and the remedy.'],
  completed: ['Nothing completed yet', 'Files whose content was checked at the destination show here.'],
  cancelled: ['Nothing was cancelled', 'A transfer that was given up, no longer has anything to do, or failed and was followed by another, shows here.'],
};

/** The queue: running transfers with their progress, then the waiting and the latest finished. */
export function transfers(ctx) {
  const {store, ui, actions} = ctx;
  const items = [];
  for (const {item} of store.transfers.values()) {
    if (ui.filter === 'all' || item.state === ui.filter) items.push(item);
  }
  items.sort(byTurn);
  const shown = ui.shown.transfers;
  const undecided = store.undecided();
  const jobs = store.stats?.jobs ?? {};
  const total = ui.filter === 'all'
    ? Object.values(jobs).reduce((sum, number) => sum + number, 0)
    : jobs[ui.filter] ?? 0;
  return html`<section id="transfers" class="panel" aria-labelledby="transfers-title">
    <div class="panel-head">
      <h2 id="transfers-title">Transfers</h2>
      <div class="filters" role="group" aria-label="Show">
        ${FILTERS.map(([name, label]) => html`<button type="button" data-filter=${name} aria-pressed=${ui.filter === name ? 'true' : 'false'} @click=${() => actions.filter(name)}>${label}</button>`)}
      </div>
    </div>
    ${items.length === 0
      ? store.loaded ? empty(...NOTHING[ui.filter]) : empty('Reading …')
      : html`<ul class="rows">${repeat(items.slice(0, shown), item => item.id, item => row(item, undecided, ctx))}</ul>`}
    ${items.length ? more({shown, known: items.length, total, step: STEP, show: actions.showTransfers}) : nothing}
  </section>`;
}

function byTurn(a, b) {
  const turn = (ORDER[a.state] ?? 2) - (ORDER[b.state] ?? 2);
  if (turn) return turn;
  return a.state in ORDER ? a.id - b.id : b.id - a.id;
}

function row(transfer, undecided, ctx) {
  const [shape, action] = ACTIONS[transfer.action] ?? ['up', transfer.action];
  const settled = transfer.state === 'conflicted' && undecided && !undecided.has(`${transfer.session}/${transfer.item}`);
  const [tone, word] = settled ? SETTLED : STATES[transfer.state] ?? ['idle', transfer.state];
  const active = transfer.state === 'transferring';
  return html`<li class="transfer" data-transfer=${transfer.id} data-state=${transfer.state}>
    <span class="transfer-icon" title=${action}>${icon(shape)}<span class="unseen">${action}</span></span>
    ${pathLines(transfer.path)}
    <span class="transfer-state">${active ? left(transfer) : badge(tone, word)}${transfer.state in ORDER ? cancel(transfer, ctx) : nothing}</span>
    <span class="transfer-side">${active ? format.rate(transfer.bytesPerSecond) : side(transfer)}</span>
    ${active && transfer.size > 0 ? progress(transfer) : nothing}
    ${transfer.error ? html`<p class="transfer-error">${format.visible(transfer.error)}${transfer.attempts > 1 ? ` (${transfer.attempts} tries)` : ''}</p>` : nothing}
    ${isFollowed(transfer) ? html`<p class="transfer-followed">A later transfer of it follows this one.</p>` : nothing}
    ${transfer.retriable ? retry(transfer, ctx) : nothing}
    ${transfer.state in ORDER ? callError(`transfer:${transfer.id}`, ctx) : nothing}
  </li>`;
}

/** What was cancelled for a reason failed or was given up, and can be retried unless another follows it. */
const isFollowed = transfer => transfer.state === 'cancelled' && transfer.error && !transfer.retriable;

function cancel(transfer, ctx) {
  const {ui, actions, online} = ctx;
  const words = `Give up ${format.visible(transfer.path)}`;
  return html`<button type="button" class="icon-only cancel" title="Give up" aria-label=${words} ?disabled=${!online || ui.busy.has(`transfer:${transfer.id}`)} @click=${() => actions.cancel(transfer.id)}>${icon('close')}</button>`;
}

function retry(transfer, ctx) {
  const {ui, actions, online} = ctx;
  const key = `transfer:${transfer.id}`;
  return html`<div class="transfer-foot">
    <button type="button" class="quiet retry" ?disabled=${!online || ui.busy.has(key)} @click=${() => actions.retry(transfer.id)}>Try again</button>
    ${callError(key, ctx)}
  </div>`;
}

function left(transfer) {
  const seconds = format.remaining(transfer);
  if (seconds !== null) return `${format.duration(seconds)} left`;
  return transfer.size > 0 && transfer.bytesDone >= transfer.size ? 'Checking …' : 'Working …';
}

function side(transfer) {
  const size = transfer.size > 0 ? format.bytes(transfer.size) : '';
  if (!transfer.finishedAt) return size;
  return html`${size}${size ? ' · ' : ''}${time(transfer.finishedAt)}`;
}

function progress(transfer) {
  const done = Math.min(transfer.bytesDone, transfer.size);
  const percent = Math.floor(done / transfer.size * 100);
  return html`<div class="transfer-progress">
    <progress max=${transfer.size} .value=${done} aria-label="Progress of ${format.visible(transfer.path)}">${percent} %</progress>
    <span class="percent">${percent} %</span>
    <span class="amount">${format.bytes(done)} of ${format.bytes(transfer.size)}</span>
  </div>`;
}
