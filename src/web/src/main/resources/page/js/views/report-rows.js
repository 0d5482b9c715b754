// The rows of a report's tables: counts, and what is behind them where somebody opens them.

import {html, nothing} from '../lit.js';
import * as format from '../format.js';
import {WINNERS, told as inWords} from './conflict-words.js';
import {icon, pathLines} from './parts.js';
import {ACTIONS} from './transfers.js';

const OUTCOMES = {open: 'Open', withdrawn: 'Both sides came together by themselves'};

/** A row of counts. */
export const line = (kind, word, total) => html`<tr data-kind=${kind}>
  <th scope="row">${word}</th> <td>${format.count(total.count)}</td> <td>${total.bytes ? format.bytes(total.bytes) : '–'}</td>
</tr>`;

/**
 * A row of counts that opens to what it counts; `under` makes that while it is open and is null while it is not. One that
 * was opened before can be opened however little there is: whoever closes it is at its button.
 */
export function opening(kind, word, total, {id, under, before, toggle}) {
  if (total.count === 0 && !before) return line(kind, word, total);
  const button = html`<button type="button" class="opening" aria-expanded=${under ? 'true' : 'false'} aria-controls=${under ? id : nothing} @click=${toggle}>${word}</button>`;
  return html`${line(kind, button, total)}
    ${under ? html`<tr class="under" id=${id}><td colspan="3"><div>${under()}</div></td></tr>` : nothing}`;
}

/** The entries of a kind, as far as they were read. */
export function entries({items, next, busy, message}, total, more) {
  const left = total.count - items.length;
  const rest = busy ? 'Reading …' : next && left > 0 ? `and ${format.count(left)} more` : '';
  return html`
    ${items.length ? html`<ul class="entries">${items.map(entry)}</ul>` : nothing}
    <div role="alert">${message ? html`<p class="call-error">${icon('warning')}<span>This list could not be read. ${message}</span></p>` : nothing}</div>
    ${items.length || busy || message ? nothing : html`<p class="none">There is none any more.</p>`}
    <p class="more"><span role="status">${rest}</span> ${next || message ? html`<button type="button" class="quiet" data-more @click=${more}>${message ? 'Read again' : 'Show more'}</button>` : nothing}</p>`;
}

function entry({kind, path, action, destinationName, size, at, outcome, detail, remedy}) {
  const facts = [
    action ? ACTIONS[action]?.[1] ?? action : null,
    outcome ? OUTCOMES[outcome] ?? `Kept ${WINNERS[outcome] ?? outcome}` : null,
    size > 0 ? format.bytes(size) : null,
    at ? html`<time datetime=${at}>${format.stamp(at)}</time>` : null,
  ].filter(fact => fact !== null);
  return html`<li tabindex="-1">
    ${pathLines(path)}
    ${destinationName && !path.endsWith(`/${destinationName}`) ? html`<p>In OneDrive: <bdi>${format.visible(destinationName)}</bdi></p>` : nothing}
    ${detail ? html`<p class="why">${format.visible(kind === 'conflict' ? inWords(detail) : detail)}</p>` : nothing}
    ${remedy ? html`<p class="remedy">${format.visible(remedy)}</p>` : nothing}
    ${facts.length ? html`<p class="facts">${facts.map(fact => html`<span>${fact}</span>`)}</p>` : nothing}
  </li>`;
}

/** The steps of a plan that belong to one row, of which the plan may tell the first alone. */
export function steps(told, count) {
  const left = count - told.length;
  return html`
    ${told.length ? html`<ul class="entries">${told.map(({path, size, reason}) => html`<li>
      ${pathLines(path)}
      ${reason ? html`<p class="why">${format.visible(reason)}</p>` : nothing}
      ${size > 0 ? html`<p class="facts">${format.bytes(size)}</p>` : nothing}
    </li>`)}</ul>` : nothing}
    ${left > 0 ? html`<p class="more">${told.length ? `and ${format.count(left)} more, which` : 'These'} are counted, but not told one by one</p>` : nothing}`;
}
