import {html, nothing, repeat} from '../lit.js';
import * as format from '../format.js';
import {badge, callError, cloudMark, empty, icon} from './parts.js';

const STATES = {
  running: ['good', 'Running'],
  paused: ['warn', 'Paused'],
  stopped: ['idle', 'Stopped'],
};
const MOST_ROWS = 200;
/** How old what the page knows of a session may be, and a little more. */
const KNOWN_SINCE_MILLIS = 20_000;

/** The sessions and what can be done with each. */
export function sessions(ctx) {
  const {store, actions, online} = ctx;
  const items = [...store.sessions.values()].map(entry => entry.item).sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
  const running = new Map();
  for (const {item} of store.transfers.values()) {
    if (item.state === 'transferring') running.set(item.session, (running.get(item.session) ?? 0) + 1);
  }
  return html`<section id="sessions" class="panel" aria-labelledby="sessions-title">
    <div class="panel-head">
      <h2 id="sessions-title">Sessions</h2>
      <button type="button" class="primary small" id="new-session" ?disabled=${!online} @click=${actions.askCreate}>${icon('plus')}New session</button>
    </div>
    ${items.length === 0
      ? store.loaded
        ? empty('No session yet', 'A session moves files from a Google Drive account to a OneDrive account as they change. Create one and start it.')
        : html`<div class="empty"><p class="empty-title">Reading …</p></div>`
      : html`<ul class="rows">${repeat(items.slice(0, MOST_ROWS), item => item.id, item => row(item, running.get(item.id) ?? 0, ctx))}</ul>`}
    ${items.length > MOST_ROWS ? html`<p class="more">and ${format.count(items.length - MOST_ROWS)} more</p>` : nothing}
  </section>`;
}

function row(session, active, ctx) {
  const {ui, actions, online, now} = ctx;
  const key = `session:${session.id}`;
  const blocked = !online || ui.busy.has(key);
  const [tone, word] = STATES[session.state] ?? ['idle', session.state];
  const name = format.visible(session.name);
  const {options} = session;
  return html`<li class="session" data-session=${session.id} data-state=${session.state}>
    <div class="session-main">
      <div class="session-title">
        <h3 title=${name}><bdi>${name}</bdi></h3>
        ${badge(tone, word)}
      </div>
      <p class="session-way">
        ${cloudMark('google')}<bdi>${format.visible(session.source)}</bdi>
        ${icon('arrow')}<span class="unseen">to</span>
        ${cloudMark('onedrive')}<bdi>${format.visible(session.destination)}</bdi><bdi class="folder">${format.visible(options['destination.folder'])}</bdi>
      </p>
      <p class="session-facts">
        ${session.state !== 'running' ? nothing
          : options['monitor.enabled'] === 'false' ? html`<span>Does not look for changes by itself</span>`
          : html`<span>Looks for changes every ${options['monitor.interval']}</span>`}
        <span title=${format.stamp(session.lastPollAt)}>${session.lastPollAt ? `last looked ${lastLooked(session, now)}` : 'has not looked yet'}</span>
        ${active ? html`<span>${active} transferring</span>` : nothing}
      </p>
    </div>
    <div class="session-buttons">
      ${session.state === 'stopped' ? nothing : html`<button type="button" class="stop" ?disabled=${blocked} aria-label="Stop ${name}" @click=${() => actions.stop(session.id)}>${icon('stop')}Stop</button>`}
      ${session.state === 'running' ? nothing : html`<button type="button" class="start" ?disabled=${blocked} aria-label="Start ${name}" @click=${() => actions.start(session.id)}>${icon('play')}Start</button>`}
      <button type="button" class="report quiet" ?disabled=${!online} aria-label="Report of ${name}" @click=${() => actions.showReport(session)}>Report</button>
      <button type="button" class="delete icon-only" ?disabled=${blocked} aria-label="Delete ${name}" title="Delete" @click=${() => actions.askDelete(session)}>${icon('bin')}</button>
    </div>
    ${session.message ? html`<p class="session-message" data-tone=${tone}>${format.visible(session.message)}</p>` : nothing}
    ${callError(key, ctx)}
    <details class="options">
      <summary>Options</summary>
      <dl>${Object.entries(options).map(([option, value]) => html`<div><dt>${option}</dt><dd><bdi>${format.visible(value) || (option === 'selection' ? 'whole drive' : '–')}</bdi></dd></div>`)}</dl>
      <p class="options-foot">
        <button type="button" class="edit small" ?disabled=${blocked || session.state === 'running'} aria-label="Change options of ${name}" @click=${() => actions.askEdit(session)}>Change</button>
        ${session.state === 'running' ? html`<span class="hint">Stop the session to change them; they hold from its next start on.</span>` : nothing}
      </p>
    </details>
  </li>`;
}

/** A session that polls more often than the page asks for it would seem not to. */
function lastLooked({state, lastPollAt}, now) {
  const recent = state === 'running' && now - Date.parse(lastPollAt) < KNOWN_SINCE_MILLIS;
  return recent ? 'just now' : format.ago(lastPollAt, now);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
