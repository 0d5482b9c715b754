import {html, nothing, repeat} from '../lit.js';
import * as format from '../format.js';
import {TYPES} from './conflict-words.js';
import {field} from './session-options.js';
import {callError, cloudMark, cloudName, icon, more, pathLines} from './parts.js';

const STEP = 50;
const RESOLUTIONS = [
  ['newer', 'The newer'],
  ['larger', 'The larger'],
  ['source', 'Google Drive’s'],
  ['destination', 'OneDrive’s'],
  ['keep-both', 'Both'],
];

/** What became of the last decision, where that does not show in the inbox, which may be empty by then. */
export const aboutInbox = ctx => html`<div id="about-inbox">${callError('inbox', ctx)}</div>`;

/** The inbox: both sides of each conflict, and the decisions. */
export function conflicts(ctx) {
  const {store, ui, actions} = ctx;
  const items = store.openConflicts();
  const shown = ui.shown.conflicts;
  const total = store.stats?.openConflicts ?? 0;
  return html`<section id="conflicts" class="panel" aria-labelledby="conflicts-title" ?hidden=${items.length === 0}>
    <div class="panel-head"><h2 id="conflicts-title">Conflicts</h2><p class="panel-note">Which side is right?</p></div>
    ${items.length > 1 ? several(items, items.slice(0, shown), total, ctx) : nothing}
    <ul class="rows">${repeat(items.slice(0, shown), item => item.id, item => card(item, ctx))}</ul>
    ${more({shown, known: items.length, total, step: STEP, show: actions.showConflicts})}
  </section>`;
}

/** Decides those that are ticked, all or none; or asks by which rule all are decided. */
function several(items, visible, total, ctx) {
  const {ui, actions, online} = ctx;
  const chosen = items.filter(item => ui.selected.has(item.id)).map(item => item.id);
  const every = visible.every(item => ui.selected.has(item.id));
  const blocked = !online || ui.busy.has('conflicts') || chosen.length === 0;
  return html`<div class="several">
    <label class="check"><input type="checkbox" id="select-conflicts" .checked=${every} @change=${() => actions.select(visible.map(item => item.id), !every)}>${chosen.length ? `${format.count(chosen.length)} selected` : Math.max(items.length, total) > visible.length ? `Select the ${format.count(visible.length)} shown` : 'Select all'}</label>
    <div class="several-choices" role="group" aria-label="Keep for all that are selected">
      <span>Keep</span>
      ${RESOLUTIONS.map(([value, word]) => html`<button type="button" class="quiet" data-several=${value} ?disabled=${blocked} @click=${() => actions.resolveSeveral(chosen, value)}>${word}</button>`)}
    </div>
    <button type="button" class="quiet" id="decide-all" ?disabled=${!online} @click=${actions.askDecideAll}>All by a rule …</button>
    ${callError('conflicts', ctx)}
  </div>`;
}

/** The form that decides all that match, once it has told how many they are. */
export function decideDialog({store, ui, actions, online}) {
  const {deciding} = ui;
  const submit = event => {
    event.preventDefault();
    actions.decideAll(event.currentTarget);
  };
  const {count, form} = deciding ?? {};
  const known = Number.isInteger(count);
  return html`<dialog id="decide-dialog" aria-labelledby="decide-title" @close=${actions.forgetDecideAll}>
    <form id="decide-form" novalidate autocomplete="off" @submit=${submit} @input=${event => actions.countMatching(event.currentTarget)}>
      <div class="dialog-head">
        <h2 id="decide-title">Decide all by a rule</h2>
        <button type="button" class="icon-only" aria-label="Close" @click=${() => actions.close('decide-dialog')}>${icon('close')}</button>
      </div>
      <div class="dialog-body">
        ${deciding ? html`
          <div role="alert">${form.message ? html`<p class="call-error">${icon('warning')}<span>${form.message}</span></p>` : nothing}</div>
          <div class="fields">
            ${field({key: 'session', label: 'Session', choices: [...store.sessions.values()].map(({item}) => [item.id, format.visible(item.name)]), none: 'All sessions'}, form)}
            ${field({key: 'type', label: 'Conflict', choices: Object.entries(TYPES), none: 'Of every type'}, form)}
            ${field({key: 'path', label: 'Path', placeholder: 'Everywhere', hint: 'A pattern such as /Finance/** or *.docx.', wide: true}, form)}
            ${field({key: 'resolution', label: 'Keep', choices: RESOLUTIONS, none: null, wide: true}, form)}
          </div>
          <p id="decide-count" role="status">${known ? concerns(count) : form.message || form.errors.path ? '' : 'Counting …'}</p>` : nothing}
      </div>
      <div class="dialog-foot">
        <button type="button" class="quiet" @click=${() => actions.close('decide-dialog')}>Cancel</button>
        <button type="submit" class="primary" ?disabled=${!online || !known || count === 0 || form.busy}>${known && count > 0 ? `Decide ${format.count(count)}` : 'Decide'}</button>
      </div>
    </form>
  </dialog>`;
}

function concerns(count) {
  if (count === 0) return 'No open conflict matches.';
  return count === 1 ? 'This concerns 1 open conflict.' : `This concerns ${format.count(count)} open conflicts.`;
}

function card(conflict, ctx) {
  const {store, ui, actions, online} = ctx;
  const key = `conflict:${conflict.id}`;
  const blocked = !online || ui.busy.has(key);
  const {source, destination} = conflict;
  const session = store.sessions.get(conflict.session)?.item;
  const resolve = resolution => () => actions.resolve(conflict, resolution);
  const side = (cloud, one, other, resolution) => html`<div class="side" data-side=${resolution}>
    <h4>${cloudMark(cloud)}${cloudName(cloud)}${newer(one, other) ? html`<span class="newer">newer</span>` : nothing}</h4>
    ${one.exists
      ? html`<dl>
          <div><dt>Name</dt><dd><bdi>${format.visible(one.name) || 'unknown'}</bdi></dd></div>
          ${folder(one)
            ? html`<div><dt>Kind</dt><dd class="kind">${icon('folder')}Folder</dd></div>`
            : html`<div><dt>Size</dt><dd title="${format.count(one.size)} bytes">${format.bytes(one.size)}</dd></div>`}
          <div><dt>Changed</dt><dd title=${format.stamp(one.modifiedAt)}>${one.modifiedAt ? html`<time datetime=${one.modifiedAt}>${format.stamp(one.modifiedAt)}</time>` : 'unknown'}</dd></div>
          <div><dt>Created</dt><dd>${one.createdAt ? html`<time datetime=${one.createdAt}>${format.stamp(one.createdAt)}</time>` : 'unknown'}</dd></div>
          <div><dt>By</dt><dd class="who"><bdi>${format.visible(one.modifiedBy) || 'unknown'}</bdi></dd></div>
          ${folder(one) ? nothing : html`<div><dt>Hash</dt><dd class="hash"><bdi>${format.visible(one.hash) || 'unknown'}</bdi></dd></div>`}
        </dl>`
      : html`<p class="side-gone">Deleted here</p>`}
    <button type="button" data-resolution=${resolution} ?disabled=${blocked} @click=${resolve(resolution)}>${one.exists ? `Keep ${cloudName(cloud)}’s` : 'Delete it there too'}</button>
  </div>`;
  return html`<li class="conflict" data-conflict=${conflict.id}>
    <div class="conflict-head">
      <input type="checkbox" class="select" aria-label="Select this conflict" .checked=${ui.selected.has(conflict.id)} @change=${event => actions.select([conflict.id], event.target.checked)}>
      ${pathLines(conflict.path)}
      <p class="conflict-type">${icon('warning')}${TYPES[conflict.type] ?? conflict.type}${session ? html` <span class="in">in <bdi>${format.visible(session.name)}</bdi></span>` : nothing}</p>
    </div>
    ${conflict.rule ? html`<p class="conflict-rule">Asked by <code><bdi>${format.visible(conflict.rule)}</bdi></code>${conflict.deadline ? html`; decided by itself at <time datetime=${conflict.deadline}>${format.stamp(conflict.deadline)}</time>` : nothing}</p>` : nothing}
    <div class="sides">
      ${side('google', source, destination, 'source')}
      ${side('onedrive', destination, source, 'destination')}
    </div>
    <div class="conflict-foot">
      <button type="button" class="quiet" data-resolution="keep-both" ?disabled=${blocked} @click=${resolve('keep-both')}>Keep both</button>
    </div>
    ${callError(key, ctx)}
  </li>`;
}

const folder = side => side.kind === 'folder';

function newer(one, other) {
  return one.exists && other.exists && one.modifiedAt && other.modifiedAt && Date.parse(one.modifiedAt) > Date.parse(other.modifiedAt);
}
