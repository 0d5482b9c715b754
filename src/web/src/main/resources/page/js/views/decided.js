import {html, nothing, repeat} from '../lit.js';
import * as format from '../format.js';
import {PLACES, TYPES, WINNERS, who} from './conflict-words.js';
import {callError, empty, pathLines} from './parts.js';

const RECOVERABLE = new Set(['version-history', 'recycle-bin', 'google-drive']);

/** The latest decisions, where the losers are, and the way back. */
export function decided(ctx) {
  const {store, ui, actions, online} = ctx;
  return html`<section id="decided" class="panel" aria-labelledby="decided-title" ?hidden=${store.sessions.size === 0}>
    <div class="panel-head">
      <h2 id="decided-title">Decided conflicts</h2>
      <button type="button" class="quiet" id="show-decided" aria-expanded=${ui.decided ? 'true' : 'false'} ?disabled=${!online || ui.busy.has('decided')} @click=${actions.decided}>${ui.decided ? 'Hide' : 'Show'}</button>
    </div>
    ${callError('decided', ctx)}
    ${!ui.decided ? nothing : ui.decided.items.length === 0 ? empty('None was decided so far') : html`<ul class="rows">${repeat(ui.decided.items, item => item.id, item => row(item, ctx))}</ul>`}
    ${ui.decided?.more ? html`<p class="more"><button type="button" class="quiet" id="more-decided" ?disabled=${!online || ui.busy.has('decided')} @click=${actions.moreDecided}>Show more</button></p>` : nothing}
  </section>`;
}

function row(conflict, ctx) {
  const {store, ui, actions, online} = ctx;
  const key = `undo:${conflict.id}`;
  const {loser} = conflict;
  const session = store.sessions.get(conflict.session)?.item;
  const {place} = loser ?? {};
  const byHand = place === 'recycle-bin' && session?.recycleBinByHand;
  const undoable = RECOVERABLE.has(place) && !byHand && !conflict.undoneAt;
  return html`<li class="decision" data-decided=${conflict.id}>
    ${pathLines(conflict.path)}
    <p class="conflict-what">${TYPES[conflict.type] ?? conflict.type} in <bdi>${format.visible(session?.name ?? conflict.session)}</bdi>, decided ${moment(conflict.resolvedAt)}</p>
    <p class="conflict-rule">${!conflict.resolution ? 'Both sides came together by themselves' : html`Kept ${WINNERS[conflict.resolution] ?? conflict.resolution}, by <bdi>${who(conflict.resolvedBy)}</bdi>${conflict.rule ? html` under <code><bdi>${format.visible(conflict.rule)}</bdi></code>` : nothing}${loser ? html`; the other ${conflict.undoneAt ? 'was' : 'is'} ${PLACES[place] ?? place} as <bdi>${format.visible(loser.name)}</bdi>${byHand ? ', where you can take it out by hand' : nothing}` : nothing}${conflict.undoneAt ? html`; undone by <bdi>${who(conflict.undoneBy)}</bdi>, ${moment(conflict.undoneAt)}` : nothing}`}.</p>
    ${undoable ? html`<button type="button" class="quiet" data-undo=${conflict.id} ?disabled=${!online || ui.busy.has(key)} @click=${() => actions.undo(conflict.id)}>Undo</button>` : nothing}
    ${callError(key, ctx)}
  </li>`;
}

const moment = iso => html`<time datetime=${iso}>${format.stamp(iso)}</time>`;
