import {html, nothing, svg} from '../lit.js';
import * as format from '../format.js';

const WIDTH = 240;
const HEIGHT = 56;

/** The rate of the last minute and the queue's counts; a count shows its transfers. */
export function overview({store, ui, actions, online}) {
  const jobs = store.stats?.jobs ?? {};
  const conflicts = store.stats?.openConflicts ?? 0;
  const tile = (name, label, number, tone) => html`<li>
    <a class="tile" href="#transfers" data-count=${name} data-tone=${number > 0 ? tone : 'none'}
       aria-current=${ui.filter === name ? 'true' : nothing}
       @click=${() => actions.filter(name)}>
      <span class="tile-number">${store.stats ? format.count(number) : '–'}</span>
      <span class="tile-label">${label}</span>
    </a></li>`;
  return html`<section class="overview" aria-label="Overview">
    <div class="throughput">
      <p class="throughput-label">Throughput</p>
      <p class="throughput-rate">${format.rate(online ? store.stats?.bytesPerSecond : 0)}</p>
      <p class="throughput-moved">${format.bytes(store.stats?.bytesTransferred)} moved</p>
      ${sparkline(store.rates)}
    </div>
    <ul class="tiles">
      ${tile('transferring', 'Transferring', jobs.transferring ?? 0, 'accent')}
      ${tile('pending', 'Waiting', jobs.pending ?? 0, 'accent')}
      ${tile('completed', 'Completed', jobs.completed ?? 0, 'good')}
      ${tile('failed', 'Failed', jobs.failed ?? 0, 'bad')}
      <li><a class="tile" href=${conflicts > 0 ? '#conflicts' : '#main'} data-count="conflicts" data-tone=${conflicts > 0 ? 'warn' : 'none'}>
        <span class="tile-number">${store.stats ? format.count(conflicts) : '–'}</span>
        <span class="tile-label">Conflicts</span>
      </a></li>
    </ul>
  </section>`;
}

function sparkline(rates) {
  const top = Math.max(...rates, 1);
  const step = WIDTH / (rates.length - 1);
  const points = rates.map((rate, i) => `${(i * step).toFixed(1)} ${(HEIGHT - 2 - rate / top * (HEIGHT - 6)).toFixed(1)}`);
  const line = `M${points.join('L')}`;
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<path class="area" d=${`${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`}/><path class="curve" d=${line}/>`}
  </svg>`;
}
