import {html, nothing, repeat} from '../lit.js';
import * as format from '../format.js';
import {badge, empty, icon} from './parts.js';

const STATES = {
  loaded: ['good', 'Loaded'],
  refused: ['bad', 'Refused'],
  pending: ['warn', 'Waiting'],
};
const TURN = {refused: 0, pending: 1, loaded: 2};
const MOST_ROWS = 200;

/** The route files, the refused first, and the routes that run from each. */
export function routes({store}) {
  const files = [...store.files.values()].sort((a, b) => (TURN[a.state] ?? 3) - (TURN[b.state] ?? 3) || a.name.localeCompare(b.name));
  const byId = new Map(store.routes.map(route => [route.id, route]));
  const running = store.routes.filter(route => String(route.state).toLowerCase() === 'started').length;
  return html`<section id="routes" class="panel" aria-labelledby="routes-title">
    <div class="panel-head"><h2 id="routes-title">Route files</h2>
      ${store.routes.length ? html`<p class="panel-note">${running} of ${store.routes.length} routes running</p>` : nothing}</div>
    ${files.length === 0
      ? store.loaded ? empty('No route files', 'The pipeline is a folder of route files. Put one into routes/ and it is loaded at once.') : empty('Reading …')
      : html`<ul class="rows">${repeat(files.slice(0, MOST_ROWS), file => file.name, file => row(file, byId))}</ul>`}
    ${files.length > MOST_ROWS ? html`<p class="more">and ${format.count(files.length - MOST_ROWS)} more</p>` : nothing}
  </section>`;
}

function row(file, byId) {
  const [tone, word] = STATES[file.state] ?? ['idle', file.state];
  const name = format.visible(file.name);
  return html`<li class="file" data-file=${file.name} data-state=${file.state}>
    <details>
      <summary>
        <span class="file-name" title=${name}><bdi>${name}</bdi></span>
        <span class="file-count">${file.routes.length === 1 ? '1 route' : `${file.routes.length} routes`}</span>
        ${badge(tone, word)}
      </summary>
      ${file.loadedAt ? html`<p class="file-loaded">Running version loaded ${format.stamp(file.loadedAt)}</p>` : html`<p class="file-loaded">No version of it runs.</p>`}
      <ul class="file-routes">${file.routes.map(id => route(id, byId.get(id)))}</ul>
    </details>
    ${file.error ? html`<div class="file-error" data-tone=${tone}>
      <p class="file-error-where">${icon('warning')}<span><bdi>${name}</bdi>${file.line > 0 ? html`, <span class="line">line ${file.line}</span>` : nothing}</span></p>
      <p class="file-error-why">${format.visible(format.reason(file))}</p>
      ${file.state === 'refused' ? html`<p class="file-error-then">${file.routes.length ? 'Its last good version goes on running.' : 'Nothing of it runs.'}</p>` : nothing}
    </div>` : nothing}
  </li>`;
}

function route(id, info) {
  return html`<li>
    <p class="route-id"><bdi>${format.visible(id)}</bdi>${info && String(info.state).toLowerCase() !== 'started' ? html` ${badge('warn', info.state)}` : nothing}</p>
    ${info?.description ? html`<p class="route-text">${format.visible(info.description)}</p>` : nothing}
    ${info ? html`<p class="route-counts">${format.count(info.exchangesTotal)} exchanges${info.exchangesFailed > 0 ? html`, <span class="failed">${format.count(info.exchangesFailed)} failed</span>` : nothing}${info.exchangesInflight > 0 ? `, ${format.count(info.exchangesInflight)} now` : nothing}</p>` : nothing}
  </li>`;
}
