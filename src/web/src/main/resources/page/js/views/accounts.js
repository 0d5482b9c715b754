import {html, nothing, repeat} from '../lit.js';
import * as format from '../format.js';
import {badge, cloudMark, cloudName, empty, time} from './parts.js';

const STATES = {
  ready: ['good', 'Ready'],
  misconfigured: ['bad', 'Not set up'],
  reconnect: ['bad', 'Sign in again'],
};

/** The accounts, and whether each can be used and may be asked now. */
export function accounts({store, now}) {
  return html`<section id="accounts" class="panel" aria-labelledby="accounts-title">
    <div class="panel-head"><h2 id="accounts-title">Accounts</h2></div>
    ${store.accounts.length === 0
      ? store.loaded ? empty('No accounts', 'Accounts are set up in etc/aqwa.accounts.cfg.') : empty('Reading …')
      : html`<ul class="rows">${repeat(store.accounts, account => `${account.cloud}/${account.name}`, account => row(account, now))}</ul>`}
  </section>`;
}

function row(account, now) {
  const silent = account.state === 'ready' && Date.parse(account.pausedUntil) > now;
  const [tone, word] = silent ? ['warn', 'Waiting'] : STATES[account.state] ?? ['idle', account.state];
  const name = format.visible(account.name);
  return html`<li class="account" data-account=${account.name}>
    ${cloudMark(account.cloud)}
    <div class="account-main">
      <p class="account-name" title=${name}><bdi>${name}</bdi></p>
      <p class="account-cloud">${cloudName(account.cloud)}${account.endpoint === 'sandbox' ? ' · sandbox' : ''}</p>
      ${silent ? html`<p class="account-cloud">${cloudName(account.cloud)} asked for silence until ${time(account.pausedUntil)}; requests wait for that.</p>` : nothing}
      ${account.message ? html`<p class="account-message">${format.visible(account.message)}</p>` : nothing}
    </div>
    ${badge(tone, word)}
  </li>`;
}
