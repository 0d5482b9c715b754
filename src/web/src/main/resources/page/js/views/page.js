import {html, nothing} from '../lit.js';
import * as format from '../format.js';
import {accounts} from './accounts.js';
import {changes} from './changes.js';
import {aboutInbox, conflicts, decideDialog} from './conflicts.js';
import {decided} from './decided.js';
import {overview} from './overview.js';
import {icon} from './parts.js';
import {reportDialog} from './report.js';
import {routes} from './routes.js';
import {createDialog, deleteDialog, editDialog} from './session-dialogs.js';
import {sessions} from './sessions.js';
import {transfers} from './transfers.js';

/** The whole page. */
export function page(ctx) {
  const {store, online} = ctx;
  const stale = store.loaded && !online;
  return html`
    <a class="skip" href="#main">Skip to content</a>
    ${header(ctx)}
    <main id="main" class=${stale ? 'stale' : ''} aria-busy=${store.loaded ? 'false' : 'true'}>
      ${troubles(ctx)}
      ${overview(ctx)}
      <div class="columns">
        <div class="column">
          ${sessions(ctx)}
          ${aboutInbox(ctx)}
          ${conflicts(ctx)}
          ${transfers(ctx)}
          ${decided(ctx)}
        </div>
        <div class="column">
          ${changes(ctx)}
          ${routes(ctx)}
          ${accounts(ctx)}
        </div>
      </div>
    </main>
    ${footer(ctx)}
    ${banner(ctx)}
    ${createDialog(ctx)}
    ${editDialog(ctx)}
    ${deleteDialog(ctx)}
    ${decideDialog(ctx)}
    ${reportDialog(ctx)}
    <p class="unseen" role="status">${online ? 'Connected' : ''}</p>`;
}

function header({store, ui}) {
  const {state} = ui.link;
  const word = state === 'online' ? 'Live' : ui.lostAt || ui.link.attempt ? 'Offline' : 'Connecting';
  const tone = state === 'online' ? 'good' : word === 'Offline' ? 'bad' : 'idle';
  return html`<header class="top">
    <div class="top-inner">
      <h1><img src="favicon.svg" width="30" height="30" alt="">AqwaCloud</h1>
      <dl class="totals">
        <div class="total-rate"><dt>Rate</dt><dd id="total-rate">${format.rate(state === 'online' ? store.stats?.bytesPerSecond : 0)}</dd></div>
        <div class="total-bytes"><dt>Moved</dt><dd id="total-bytes">${format.bytes(store.stats?.bytesTransferred)}</dd></div>
        <div class="total-files"><dt>Done</dt><dd id="total-done">${format.count(store.stats?.jobs.completed)}</dd></div>
      </dl>
      <span id="link" class="badge" data-tone=${tone} data-state=${state}>${word}</span>
    </div>
  </header>`;
}

function banner({store, ui, actions, now}) {
  const {link} = ui;
  const offline = link.state !== 'online' && (ui.lostAt !== null || link.attempt > 0);
  const since = ui.lostAt ? `What you see is from ${format.clock(ui.lostAt)}.` : 'AqwaCloud does not answer. Is it running?';
  const wait = link.retryAt ? Math.max(1, Math.ceil((link.retryAt - now) / 1000)) : 0;
  return html`<div id="offline" class="banner" role="status" aria-live="polite" ?hidden=${!offline}>
    ${offline ? html`
      ${icon('warning')}
      <p><strong>Connection lost.</strong> ${store.loaded ? since : 'AqwaCloud does not answer. Is it running?'}
        <span class="countdown" aria-hidden="true">${link.state === 'waiting' ? `Trying again in ${wait} s.` : 'Trying now …'}</span></p>
      <button type="button" ?disabled=${link.state !== 'waiting'} @click=${actions.retryNow}>Try now</button>` : nothing}
  </div>`;
}

/** What needs a person, whatever panel it belongs to. */
function troubles({store, ui, actions, online}) {
  const refused = [...store.files.values()].filter(file => file.error);
  const blocked = store.accounts.filter(account => account.state !== 'ready');
  const items = [];
  if (ui.loadError && online) {
    items.push(html`<li><strong>The state could not be read.</strong> ${ui.loadError}
      <button type="button" class="quiet" @click=${actions.reload}>Read again</button></li>`);
  }
  for (const file of refused) {
    items.push(html`<li data-refused=${file.name}><strong>Route file <bdi>${format.visible(file.name)}</bdi> ${file.state === 'pending' ? 'waits' : 'was refused'}${file.line > 0 ? ` at line ${file.line}` : ''}.</strong>
      <span class="reason"><bdi>${format.visible(format.reason(file))}</bdi></span> <a href="#routes">Route files</a></li>`);
  }
  for (const account of blocked) {
    items.push(html`<li><strong>Account <bdi>${format.visible(account.name)}</bdi> ${account.state === 'reconnect' ? 'must sign in again' : 'is not set up'}.</strong>
      <span class="reason">${format.visible(account.message)}</span></li>`);
  }
  const told = [...refused.map(file => file.error), ...blocked.map(account => account.message)];
  for (const problem of store.problems) {
    if (!told.includes(problem)) items.push(html`<li><span class="reason">${format.visible(problem)}</span></li>`);
  }
  return html`<div role="alert" class="troubles" ?hidden=${items.length === 0}>
    ${items.length ? html`${icon('warning')}<ul>${items.slice(0, 10)}${items.length > 10 ? html`<li>and ${items.length - 10} more</li>` : nothing}</ul>` : nothing}
  </div>`;
}

function footer({store}) {
  const {stats} = store;
  return html`<footer class="bottom">
    <span>AqwaCloud ${store.version ?? ''}</span>
    ${stats ? html`
      <span>Running for ${format.duration(stats.uptimeSeconds)}</span>
      <span>${format.count(stats.googleRequests)} requests to Google Drive</span>
      <span>${format.count(stats.oneDriveRequests)} requests to OneDrive</span>` : nothing}
    <a href="api/openapi.json">API</a>
  </footer>`;
}
