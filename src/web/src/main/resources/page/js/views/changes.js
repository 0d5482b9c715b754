import {html, nothing, repeat} from '../lit.js';
import * as format from '../format.js';
import {cloudMark, empty, more, pathLines, time} from './parts.js';

const STEP = 200;

/** What the feeds of both clouds reported, newest first. */
export function changes({store, ui, actions}) {
  const items = store.changes;
  const shown = ui.shown.changes;
  return html`<section id="changes" class="panel" aria-labelledby="changes-title">
    <div class="panel-head"><h2 id="changes-title">Changes</h2></div>
    ${items.length === 0
      ? empty('No changes so far', 'Create, edit, rename or delete a file in Google Drive, and it is noted here when the session next looks.')
      : html`<ol class="rows feed">${repeat(items.slice(0, shown), item => item.key, row)}</ol>`}
    ${more({shown, known: items.length, total: items.length, step: STEP, show: number => actions.show('changes', number)})}
  </section>`;
}

function row(change) {
  return html`<li class="change" data-kind=${change.kind}>
    ${cloudMark(change.side)}
    <div class="change-main">
      ${pathLines(change.path)}
      ${change.reason ? html`<p class="change-reason">${format.visible(change.reason)}</p>` : nothing}
    </div>
    <p class="change-what"><span class="kind">${change.kind}</span>${time(change.time)}</p>
  </li>`;
}
