import {html, nothing} from '../lit.js';

const SWITCH = [['true', 'On'], ['false', 'Off']];
const formats = (...endings) => [...endings.map(ending => [ending, `.${ending}`]), ['skip', 'Nothing: left out']];

/**
 * The options of a session that people choose. Those that are `fixed` stay what they were at its creation; those that are
 * `first` stand before the others when it is created. What a new session has by default is known to the engine alone:
 * `example` is only a value that is possible, `empty` what an option without a value means.
 */
export const OPTIONS = [
  {key: 'monitor.interval', label: 'Look for changes every', example: '30s', first: true},
  {key: 'selection', label: 'Only these items', hint: 'Ids of folders, files or shared drives in Google Drive, my-drive, shared-with-me, with commas between. Usually it is the whole drive.', empty: 'whole drive', wide: true, fixed: true},
  {key: 'select.exclude', label: 'Leave out', hint: 'Patterns as in a .gitignore file, with semicolons between.', example: '*.tmp; node_modules/; /Archive/**', wide: true},
  {key: 'select.include', label: 'Take only', hint: 'The same. Usually everything is taken.', empty: 'everything', wide: true},
  {key: 'select.types', label: 'Types', example: 'pdf, image/*'},
  {key: 'select.min-size', label: 'Not smaller than', example: '10KB'},
  {key: 'select.max-size', label: 'Not larger than', example: '2GB'},
  {key: 'select.min-age', label: 'Wait after a change', example: '10m'},
  {key: 'select.max-age', label: 'Changed at most so long ago', example: '365d'},
  {key: 'export.documents', label: 'Google Docs become', choices: formats('docx', 'odt', 'rtf', 'pdf', 'txt', 'zip', 'epub', 'md')},
  {key: 'export.spreadsheets', label: 'Google Sheets become', choices: formats('xlsx', 'ods', 'pdf', 'zip', 'csv', 'tsv')},
  {key: 'export.presentations', label: 'Google Slides become', choices: formats('pptx', 'odp', 'pdf', 'txt', 'jpg', 'png', 'svg')},
  {key: 'export.drawings', label: 'Google drawings become', choices: formats('png', 'pdf', 'jpg', 'svg')},
  {key: 'shortcuts', label: 'Shortcuts', choices: [['skip', 'Are left out'], ['follow', 'Become files of their own'], ['link', 'Become small files with the address']]},
  {key: 'monitor.enabled', label: 'Look for changes by itself', choices: SWITCH},
  {key: 'realtime.enabled', label: 'Publish events', choices: SWITCH},
  {key: 'transfers.max-concurrent', label: 'Transfers at a time', example: '3', mode: 'numeric'},
  {key: 'conflicts.auto-resolve', label: 'Resolve conflicts by itself', choices: SWITCH},
  {key: 'conflicts.strategy', label: 'Conflict strategy', choices: [['auto', 'Auto'], ['manual', 'Manual'], ['prompt', 'Prompt']]},
  {key: 'conflicts.prefer', label: 'Prefer', choices: [['newer', 'The newer'], ['larger', 'The larger'], ['source', 'Google Drive'], ['destination', 'OneDrive'], ['keep-both', 'Keep both']]},
  {key: 'conflicts.rules', label: 'Rules for conflicts', hint: 'Path pattern, type= or both, then who decides or wins; with semicolons between, the first that matches holds.', example: '/Finance/** manual; *.tmp source', wide: true},
  {key: 'conflicts.prompt.deadline', label: 'Prompt: wait for an answer', example: '24h'},
  {key: 'conflicts.prompt.default', label: 'Prompt: then prefer', none: 'As above', choices: [['newer', 'The newer'], ['larger', 'The larger'], ['source', 'Google Drive'], ['destination', 'OneDrive'], ['keep-both', 'Keep both']]},
  {key: 'deletes.max-files', label: 'Ask before more deletions than', example: '50', mode: 'numeric'},
  {key: 'deletes.max-percent', label: 'Ask before more than this percentage', example: '25', mode: 'numeric'},
  {key: 'retry.max', label: 'Retries', example: '3', mode: 'numeric'},
  {key: 'retry.delay', label: 'First retry after', example: '5s'},
  {key: 'quota.google', label: 'Requests to Google Drive', example: '1000/100s'},
  {key: 'quota.onedrive', label: 'Requests to OneDrive', example: '10000/10m'},
  {key: 'quota.google.units', label: 'Cost units of Google Drive', example: '325000/60s'},
  {key: 'quota.onedrive.units', label: 'Cost units of OneDrive', example: '1250/60s'},
  {key: 'bandwidth.limit', label: 'Bandwidth', example: '2MB/s'},
  {key: 'bandwidth.timetable', label: 'Bandwidth at times of the week', hint: 'Such as mon-fri 08:00-18:00 1MB/s; sat-sun 00:00-24:00 off.', empty: 'always the same', wide: true},
];

/**
 * A labelled field for an option; beside it stands the API's error that names it.
 *
 * @param values what holds for a session, by option; without them nothing is filled in, and left empty is the default
 */
export function field({key, label, hint, choices, none, placeholder, example, empty, mode, wide, maxlength}, form, values) {
  const id = `${values ? 'edit' : 'field'}-${key.replaceAll('.', '-')}`;
  const unchosen = none === undefined && !values ? 'Default' : none ?? null;
  const inside = placeholder ?? (values ? empty ?? such(example) : ['Default', such(example)].filter(Boolean).join(', or '));
  const value = values?.[key];
  const error = form.errors[key];
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim() || nothing;
  const invalid = error ? 'true' : nothing;
  return html`<div class=${wide ? 'field wide' : 'field'}>
    <label for=${id}>${label}</label>
    ${choices
      ? html`<select id=${id} name=${key} aria-invalid=${invalid} aria-describedby=${described}>
          ${unchosen === null ? nothing : html`<option value="">${unchosen}</option>`}
          ${choices.map(([choice, word]) => html`<option value=${choice} ?selected=${choice === value}>${word}</option>`)}
        </select>`
      : html`<input id=${id} name=${key} type="text" value=${value ?? nothing} inputmode=${mode ?? nothing} placeholder=${inside ?? nothing} maxlength=${maxlength ?? nothing}
          spellcheck="false" aria-invalid=${invalid} aria-describedby=${described}>`}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <p class="field-error" id="${id}-error" role="alert">${error ?? nothing}</p>
  </div>`;
}

const such = example => example && `e.g. ${example}`;
