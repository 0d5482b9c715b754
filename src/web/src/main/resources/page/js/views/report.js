import {html, nothing} from '../lit.js';
import * as format from '../format.js';
import {TYPES} from './conflict-words.js';
import {callError} from './parts.js';
import {entries, line, opening, steps} from './report-rows.js';

const KINDS = [
  ['transferred', 'Transferred'],
  ['adopted', 'Already there'],
  ['arranged', 'Without content'],
  ['skipped', 'Left out'],
  ['renamed', 'Other name in OneDrive'],
  ['conflict', 'Conflicts'],
  ['failed', 'Failed'],
];

/** What became of the files of one session: counts, what is behind them, and all of it as files to keep. */
export function reportDialog(ctx) {
  const {ui, actions, online} = ctx;
  const {session, report, verification, plan} = ui.report ?? {};
  return html`<dialog id="report-dialog" aria-labelledby="report-title" @close=${actions.forgetReport}>
    <div class="dialog-head">
      <h2 id="report-title">Report${session ? html` of <bdi>${format.visible(session.name)}</bdi>` : nothing}</h2>
    </div>
    <div class="dialog-body">
      ${callError('report', ctx)}
      ${report ? totals(ctx) : nothing}
      ${plan ? planned(plan, ctx) : nothing}
      ${verification ? compared(verification) : nothing}
    </div>
    <div class="dialog-foot">
      ${session ? html`<button type="button" id="dry-run" ?disabled=${!online || plan?.state === 'running'} @click=${() => actions.dryRun(session)}>Dry run</button>` : nothing}
      ${session ? html`<button type="button" id="verify" ?disabled=${!online || verification?.state === 'running'} @click=${() => actions.verify(session)}>Verify</button>` : nothing}
      ${session ? html`
        <a class="download" data-format="csv" href=${address(session, 'csv')} download>CSV</a>
        <a class="download" data-format="json" href=${address(session, 'json')} download>JSON</a>` : nothing}
      <button type="button" class="quiet" @click=${() => actions.close('report-dialog')}>Close</button>
    </div>
  </dialog>`;
}

function totals({ui, actions}) {
  const {report, opened} = ui.report;
  const row = ([kind, word]) => {
    const section = opened.get(kind);
    const total = report.totals[kind];
    return opening(kind, word, total, {
      id: `report-${kind}`,
      under: section ? () => entries(section, total, () => actions.moreEntries(kind)) : null,
      before: opened.has(kind),
      toggle: () => actions.entries(kind),
    });
  };
  return html`
    <table class="report-table">
      <thead><tr><th scope="col">Files</th><th scope="col">Number</th><th scope="col">Size</th></tr></thead>
      <tbody>
        ${line('in-sync', 'In sync', report.inSync)}
        ${line('waiting', 'Waiting', {count: report.waiting, bytes: 0})}
        ${KINDS.map(row)}
      </tbody>
    </table>
    <p class="hint">Finished transfers from ${format.stamp(report.coversFrom)} on are counted; earlier ones are forgotten.</p>`;
}

const VERDICTS = [
  ['equal', 'Equal'],
  ['differing', 'Different'],
  ['missing-at-destination', 'Missing in OneDrive'],
  ['missing-at-source', 'Missing in Google Drive'],
  ['only-at-destination', 'Only in OneDrive'],
  ['not-comparable', 'Not comparable'],
];
const STATES = {running: 'under way', done: 'done', failed: 'failed'};
const MOST_LINES = 50;

/** What a full comparison of both sides came to. */
function compared(verification) {
  const {state, counts, findings, message} = verification;
  return html`<section id="verification" data-state=${state}>
    <h3>Verification: ${STATES[state] ?? state}</h3>
    <p class="hint" role="status">Begun ${format.stamp(verification.startedAt)}; ${format.count(verification.sourceListed)} listed in Google Drive, ${format.count(verification.destinationListed)} in OneDrive.</p>
    ${message ? html`<p class="call-error">${format.visible(message)}</p>` : nothing}
    <table class="report-table"><tbody>
      ${VERDICTS.map(([outcome, word]) => html`<tr data-outcome=${outcome}><th scope="row">${word}</th> <td>${format.count(counts[outcome])}</td></tr>`)}
    </tbody></table>
    ${findings.length === 0 ? nothing : html`<ul class="findings">${findings.slice(0, MOST_LINES).map(finding => html`<li>
      <bdi>${format.visible(finding.path)}</bdi>: ${format.visible(finding.reason)}
    </li>`)}</ul>`}
    ${findings.length > MOST_LINES ? html`<p class="more">and more; see /api/sessions/${verification.session}/verify</p>` : nothing}
  </section>`;
}

/** What the session would do if it ran now. */
function planned(plan, {ui, actions}) {
  const {state, conflicts, skipped, deletesHeld, estimate, message} = plan;
  const row = (kind, word, total, belongs) => opening(kind, word, total, {
    id: `plan-${kind}`,
    under: ui.report.planned.get(kind) ? () => steps(plan.steps.filter(belongs), total.count) : null,
    before: ui.report.planned.has(kind),
    toggle: () => actions.steps(kind),
  });
  return html`<section id="plan" data-state=${state}>
    <h3>Dry run: ${STATES[state] ?? state}</h3>
    <p class="hint" role="status">Begun ${format.stamp(plan.startedAt)}; ${format.count(plan.sourceListed)} read from Google Drive, ${format.count(plan.destinationListed)} from OneDrive.</p>
    ${message ? html`<p class="call-error">${format.visible(message)}</p>` : nothing}
    ${estimate ? html`
      <table class="report-table"><tbody>
        ${Object.entries(plan.actions).map(([action, total]) => row(action, action, total, step => step.action === action))}
        ${Object.entries(conflicts).map(([type, count]) => row(`conflict-${type}`, `conflict: ${TYPES[type] ?? type}`, {count, bytes: 0}, step => step.conflict === type))}
        ${row('left-out', 'left out', {count: skipped, bytes: 0}, step => step.reason !== null)}
      </tbody></table>
      <p class="estimate">About ${format.count(estimate.googleRequests)} requests to Google Drive and ${format.count(estimate.oneDriveRequests)} to OneDrive, ${amount(estimate)}${estimate.boundedBy ? `; at least ${format.duration(estimate.atLeastSeconds)}, by ${estimate.boundedBy}` : ''}.</p>
      ${estimate.unknownSizes ? html`<p class="estimate">${unknown(estimate.unknownSizes)}</p>` : nothing}
      ${deletesHeld ? html`<p class="estimate">It would pause first and ask: ${format.count(deletesHeld)} files would be deleted at once.</p>` : nothing}` : nothing}
  </section>`;
}

const amount = ({bytesRead, bytesSent}) => bytesRead === bytesSent
  ? `${format.bytes(bytesSent)} to send`
  : `${format.bytes(bytesRead)} to read and ${format.bytes(bytesSent)} to send`;

const unknown = count => count === 1
  ? 'The size of 1 document is known only once it is exported; it is in no sum here.'
  : `The size of ${format.count(count)} documents is known only once they are exported; it is in no sum here.`;

const address = (session, ending) => `api/sessions/${encodeURIComponent(session.id)}/report.${ending}`;
