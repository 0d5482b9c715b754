// Small pieces that several panels share.

import {html, nothing, svg} from '../lit.js';
import * as format from '../format.js';

const SHAPES = {
  play: svg`<path d="M8 5.5v13l10.5-6.5z"/>`,
  stop: svg`<rect x="6.5" y="6.5" width="11" height="11" rx="2"/>`,
  bin: svg`<path class="line" d="M5 7h14M10 7V5h4v2m-7 0 .8 12h8.4L17 7M10.5 10.5v5m3-5v5"/>`,
  plus: svg`<path class="line" d="M12 5v14M5 12h14"/>`,
  arrow: svg`<path class="line" d="M4 12h15m-6-6 6 6-6 6"/>`,
  close: svg`<path class="line" d="m6 6 12 12M18 6 6 18"/>`,
  warning: svg`<path class="line" d="M12 4 2.8 20h18.4zM12 10v4.5m0 2.5v.2"/>`,
  check: svg`<path class="line" d="m5 12.5 4.5 4.5L19 7.5"/>`,
  up: svg`<path class="line" d="M12 19V6m-6 5.5L12 5.5l6 6"/>`,
  folder: svg`<path class="line" d="M3.5 18V6.5h6l2 2.5h9v9z"/>`,
  rename: svg`<path class="line" d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5 17.5 10"/>`,
  clock: svg`<circle class="line" cx="12" cy="12" r="8.5"/><path class="line" d="M12 7v5l3.5 2"/>`,
  equals: svg`<path class="line" d="M5 9.5h14M5 14.5h14"/>`,
};

/** A picture beside words that say the same. */
export const icon = name => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;

/** A state as a word with a dot in its colour. */
export const badge = (tone, word) => html`<span class="badge" data-tone=${tone}>${word}</span>`;

/** A path on two lines, cut in the middle of a long name; whole on hovering and for readers. */
export function pathLines(full) {
  const {folder, head, tail, full: whole} = format.path(full);
  return html`<span class="path" title=${whole} dir="ltr">
    <span class="name"><bdi class="head">${head}</bdi>${tail ? html`<bdi class="tail">${tail}</bdi>` : nothing}</span>
    ${folder ? html`<span class="folder"><bdi>${folder}</bdi></span>` : nothing}
  </span>`;
}

/** A time of day with the whole date on hovering. */
export const time = iso => html`<time datetime=${iso} title=${format.stamp(iso)}>${format.clock(iso)}</time>`;

/** The last row of a list that is longer than what is shown; shows more of it, to the next full step first. */
export function more({shown, known, total, step, show}) {
  const seen = Math.min(shown, known);
  const hidden = Math.max(total, known) - seen;
  if (hidden <= 0) return nothing;
  const next = seen < step ? step - seen : step;
  return html`<p class="more">
    <span>and ${format.count(hidden)} more</span>
    <button type="button" class="quiet" @click=${() => show(seen + next)}>Show ${hidden <= next ? 'all' : `${next} more`}</button>
  </p>`;
}

/** What a list says when there is nothing in it. */
export const empty = (title, text) => html`<div class="empty"><p class="empty-title">${title}</p>${text ? html`<p>${text}</p>` : nothing}</div>`;

/** The error of the last call, where its button is. */
export function callError(key, {ui, actions}) {
  const message = ui.errors.get(key);
  return html`<div role="alert">${message ? html`<p class="call-error">
    ${icon('warning')}<span>${message}</span>
    <button type="button" class="icon-only" aria-label="Dismiss" @click=${() => actions.dismiss(key)}>${icon('close')}</button>
  </p>` : nothing}</div>`;
}

const CLOUDS = {google: 'Google Drive', onedrive: 'OneDrive'};

/** A cloud's name. */
export const cloudName = cloud => CLOUDS[cloud] ?? cloud;

/** A cloud as a small mark, with its name for readers. */
export const cloudMark = cloud => html`<span class="cloud" data-cloud=${cloud} title=${cloudName(cloud)}><span aria-hidden="true">${cloud === 'google' ? 'G' : 'O'}</span><span class="unseen">${cloudName(cloud)}</span></span>`;
