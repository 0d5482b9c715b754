import {html, nothing} from '../lit.js';

const SWITCH = [['true', 'On'], ['false', 'Off']];
const formats = (...endings) => [...endings.map(ending => [ending, `.${ending}`]), ['skip', 'Nothing: left out']];

/**
 * The options of a session that people choose. Those that are `fixed` stay what they were at its creation; those that are
 * `first` stand before the others when it is created.
 */
export const OPTIONS = [
  {key: 'monitor.interval', label: 'Look for changes every', placeholder: '30s', first: true},
  {key: 'selection', label: 'Only these items', hint: 'Ids of folders, files or shared drives in Google Drive, my-drive, shared-with-me, with commas between; empty is the whole drive.', placeholder: 'whole drive', wide: true, fixed: true},
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
  {key: 'deletes.max-files', label: 'Ask before more deletions than', placeholder: '50', mode: 'numeric'},
  {key: 'deletes.max-percent', label: 'Ask before more than this percentage', placeholder: '25', mode: 'numeric'},
  {key: 'retry.max', label: 'Retries', placeholder: '3', mode: 'numeric'},
  {key: 'retry.delay', label: 'First retry after', placeholder: '5s'},
  {key: 'quota.google', label: 'Requests to Google Drive', placeholder: '1000/100s'},
  {key: 'quota.onedrive', label: 'Requests to OneDrive', placeholder: '10000/10m'},
  {key: 'quota.google.units', label: 'Cost units of Google Drive', placeholder: 'off'},
  {key: 'quota.onedrive.units', label: 'Cost units of OneDrive', placeholder: 'off'},
  {key: 'bandwidth.limit', label: 'Bandwidth', placeholder: 'off'},
  {key: 'bandwidth.timetable', label: 'Bandwidth at times of the week', hint: 'Such as mon-fri 08:00-18:00 1MB/s; sat-sun 00:00-24:00 off.', placeholder: 'always the same', wide: true},
];

/**
 * A labelled field for an option; beside it stands the API's error that names it.
 *
 * @param values what holds for a session, by option; without them nothing is filled in, and left empty is the default
 */
export function field({key, label, hint, choices, none, placeholder, mode, wide, maxlength}, form, values) {
  const id = `${values ? 'edit' : 'field'}-${key.replaceAll('.', '-')}`;
  const empty = none === undefined && !values ? 'Default' : none ?? null;
  const value = values?.[key];
  const error = form.errors[key];
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim() || nothing;
  const invalid = error ? 'true' : nothing;
  return html`<div class=${wide ? 'field wide' : 'field'}>
    <label for=${id}>${label}</label>
    ${choices
      ? html`<select id=${id} name=${key} aria-invalid=${invalid} aria-describedby=${described}>
          ${empty === null ? nothing : html`<option value="">${empty}</option>`}
          ${choices.map(([choice, word]) => html`<option value=${choice} ?selected=${choice === value}>${word}</option>`)}
        </select>`
      : html`<input id=${id} name=${key} type="text" value=${value ?? nothing} inputmode=${mode ?? nothing} placeholder=${placeholder ?? nothing} maxlength=${maxlength ?? nothing}
          spellcheck="false" aria-invalid=${invalid} aria-describedby=${described}>`}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <p class="field-error" id="${id}-error" role="alert">${error ?? nothing}</p>
  </div>`;
}
