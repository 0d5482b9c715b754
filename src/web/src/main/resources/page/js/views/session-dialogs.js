import {html, nothing} from '../lit.js';
import * as format from '../format.js';
import {icon} from './parts.js';

const SWITCH = [['true', 'On'], ['false', 'Off']];
const formats = (...endings) => [...endings.map(ending => [ending, `.${ending}`]), ['skip', 'Nothing: left out']];
const OPTIONS = [
  {key: 'selection', label: 'Only these items', hint: 'Ids of folders, files or shared drives in Google Drive, my-drive, shared-with-me, with commas between; empty is the whole drive.', placeholder: 'whole drive', wide: true},
  {key: 'select.exclude', label: 'Leave out', hint: 'Patterns as in a .gitignore file, with semicolons between.', placeholder: '*.tmp; node_modules/; /Archive/**', wide: true},
  {key: 'select.include', label: 'Take only', hint: 'The same; empty takes everything.', placeholder: 'everything', wide: true},
  {key: 'select.types', label: 'Types', placeholder: 'pdf, image/*, !video/*'},
  {key: 'select.min-size', label: 'Not smaller than', placeholder: 'off'},
  {key: 'select.max-size', label: 'Not larger than', placeholder: 'off'},
  {key: 'select.min-age', label: 'Wait after a change', placeholder: 'off'},
  {key: 'select.max-age', label: 'Changed at most so long ago', placeholder: 'off'},
  {key: 'export.documents', label: 'Google Docs become', choices: formats('docx', 'odt', 'rtf', 'pdf', 'txt', 'zip', 'epub', 'md')},
  {key: 'export.spreadsheets', label: 'Google Sheets become', choices: formats('xlsx', 'ods', 'pdf', 'zip', 'csv', 'tsv')},
  {key: 'export.presentations', label: 'Google Slides become', choices: formats('pptx', 'odp', 'pdf', 'txt', 'jpg', 'png', 'svg')},
  {key: 'export.drawings', label: 'Google drawings become', choices: formats('png', 'pdf', 'jpg', 'svg')},
  {key: 'shortcuts', label: 'Shortcuts', choices: [['skip', 'Are left out'], ['follow', 'Become files of their own'], ['link', 'Become small files with the address']]},
  {key: 'monitor.enabled', label: 'Look for changes by itself', choices: SWITCH},
  {key: 'realtime.enabled', label: 'Publish events', choices: SWITCH},
  {key: 'transfers.max-concurrent', label: 'Transfers at a time', placeholder: '3', mode: 'numeric'},
  {key: 'conflicts.auto-resolve', label: 'Resolve conflicts by itself', choices: SWITCH},
  {key: 'conflicts.strategy', label: 'Conflict strategy', choices: [['auto', 'Auto'], ['manual', 'Manual'], ['prompt', 'Prompt']]},
  {key: 'conflicts.prefer', label: 'Prefer', choices: [['newer', 'The newer'], ['larger', 'The larger'], ['source', 'Google Drive'], ['destination', 'OneDrive'], ['keep-both', 'Keep both']]},
  {key: 'conflicts.rules', label: 'Rules for conflicts', hint: 'Path pattern, type= or both, then who decides or wins; with semicolons between, the first that matches holds.', placeholder: '/Finance/** manual; *.tmp source', wide: true},
  {key: 'conflicts.prompt.deadline', label: 'Prompt: wait for an answer', placeholder: '24h'},
  {key: 'conflicts.prompt.default', label: 'Prompt: then prefer', none: 'As above', choices: [['newer', 'The newer'], ['larger', 'The larger'], ['source', 'Google Drive'], ['destination', 'OneDrive'], ['keep-both', 'Keep both']]},
  {key: 'retry.max', label: 'Retries', placeholder: '3', mode: 'numeric'},
  {key: 'retry.delay', label: 'First retry after', placeholder: '5s'},
  {key: 'quota.google', label: 'Requests to Google Drive', placeholder: '1000/100s'},
  {key: 'quota.onedrive', label: 'Requests to OneDrive', placeholder: '10000/10m'},
  {key: 'quota.google.units', label: 'Cost units of Google Drive', placeholder: 'off'},
  {key: 'quota.onedrive.units', label: 'Cost units of OneDrive', placeholder: 'off'},
  {key: 'bandwidth.limit', label: 'Bandwidth', placeholder: 'off'},
  {key: 'bandwidth.timetable', label: 'Bandwidth at times of the week', hint: 'Such as mon-fri 08:00-18:00 1MB/s; sat-sun 00:00-24:00 off.', placeholder: 'always the same', wide: true},
];

/** The form for a new session; the API's error stands beside the field that it names. */
export function createDialog(ctx) {
  const {store, ui, actions} = ctx;
  const {form} = ui;
  const submit = event => {
    event.preventDefault();
    actions.create(event.currentTarget);
  };
  const accounts = cloud => store.accounts.filter(account => account.cloud === cloud);
  return html`<dialog id="create-dialog" aria-labelledby="create-title">
    <form id="create-form" novalidate autocomplete="off" @submit=${submit}>
      <div class="dialog-head">
        <h2 id="create-title">New session</h2>
        <button type="button" class="icon-only" aria-label="Close" @click=${() => actions.close('create-dialog')}>${icon('close')}</button>
      </div>
      <div class="dialog-body">
        <div role="alert">${form.message ? html`<p class="call-error">${icon('warning')}<span>${form.message}</span></p>` : nothing}</div>
        <div class="fields">
          ${field({key: 'name', label: 'Name', placeholder: 'Everything', wide: true, maxlength: 100}, form)}
          ${field({key: 'source', label: 'From Google Drive', choices: accounts('google').map(named), none: accounts('google').length ? null : 'The only account'}, form)}
          ${field({key: 'destination', label: 'To OneDrive', choices: accounts('onedrive').map(named), none: accounts('onedrive').length ? null : 'The only account'}, form)}
          ${field({key: 'destination.folder', label: 'Folder in OneDrive', placeholder: '/'}, form)}
          ${field({key: 'monitor.interval', label: 'Look for changes every', placeholder: '30s'}, form)}
        </div>
        <details>
          <summary>More options</summary>
          <p class="hint">What is left empty takes this installation's defaults.</p>
          <div class="fields">${OPTIONS.map(option => field(option, form))}</div>
        </details>
      </div>
      <div class="dialog-foot">
        <label class="check"><input type="checkbox" name="start-now" checked>Start it right away</label>
        <button type="button" class="quiet" @click=${() => actions.close('create-dialog')}>Cancel</button>
        <button type="submit" class="primary" ?disabled=${form.busy}>Create</button>
      </div>
    </form>
  </dialog>`;
}

const named = account => [account.name, format.visible(account.name)];

function field({key, label, hint, choices, none = 'Default', placeholder, mode, wide, maxlength}, form) {
  const id = `field-${key.replaceAll('.', '-')}`;
  const error = form.errors[key];
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim() || nothing;
  const invalid = error ? 'true' : nothing;
  return html`<div class=${wide ? 'field wide' : 'field'}>
    <label for=${id}>${label}</label>
    ${choices
      ? html`<select id=${id} name=${key} aria-invalid=${invalid} aria-describedby=${described}>
          ${none === null ? nothing : html`<option value="">${none}</option>`}
          ${choices.map(([value, word]) => html`<option value=${value}>${word}</option>`)}
        </select>`
      : html`<input id=${id} name=${key} type="text" inputmode=${mode ?? nothing} placeholder=${placeholder ?? nothing} maxlength=${maxlength ?? nothing}
          spellcheck="false" aria-invalid=${invalid} aria-describedby=${described}>`}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <p class="field-error" id="${id}-error" role="alert">${error ?? nothing}</p>
  </div>`;
}

/** Asks before a session is deleted. */
export function deleteDialog({ui, actions}) {
  const session = ui.deleting;
  const name = session ? format.visible(session.name) : '';
  return html`<dialog id="delete-dialog" class="narrow" aria-labelledby="delete-title">
    <div class="dialog-head"><h2 id="delete-title">Delete this session?</h2></div>
    <div class="dialog-body">
      <p class="wrap"><strong><bdi>${name}</bdi></strong> stops, and its queue and what it knows of both sides are forgotten.</p>
      <p>No file is touched, neither in Google Drive nor in OneDrive.</p>
    </div>
    <div class="dialog-foot">
      <button type="button" class="quiet" @click=${() => actions.close('delete-dialog')}>Keep it</button>
      <button type="button" class="danger" id="confirm-delete" @click=${() => actions.delete(session.id)}>Delete session</button>
    </div>
  </dialog>`;
}
