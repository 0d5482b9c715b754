import {html, nothing} from '../lit.js';
import * as format from '../format.js';
import {icon} from './parts.js';
import {OPTIONS, field} from './session-options.js';

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
          ${field({key: 'destination.folder', label: 'Folder in OneDrive', example: '/Archive'}, form)}
          ${OPTIONS.filter(option => option.first).map(option => field(option, form))}
        </div>
        <p class="hint">What is left empty takes the defaults of this installation, which stand in etc/aqwa.sessions.cfg.</p>
        <details>
          <summary>More options</summary>
          <div class="fields">${OPTIONS.filter(option => !option.first).map(option => field(option, form))}</div>
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

/** The form that changes a session that does not run, filled in with what holds for it. */
export function editDialog({ui, actions}) {
  const {session, form} = ui.editing ?? {};
  const submit = event => {
    event.preventDefault();
    actions.configure(event.currentTarget);
  };
  return html`<dialog id="edit-dialog" aria-labelledby="edit-title" @close=${actions.forgetEdit}>
    <form id="edit-form" novalidate autocomplete="off" @submit=${submit}>
      <div class="dialog-head">
        <h2 id="edit-title">Options${session ? html` of <bdi>${format.visible(session.name)}</bdi>` : nothing}</h2>
        <button type="button" class="icon-only" aria-label="Close" @click=${() => actions.close('edit-dialog')}>${icon('close')}</button>
      </div>
      <div class="dialog-body">
        ${session ? html`
          <div role="alert">${form.message ? html`<p class="call-error">${icon('warning')}<span>${form.message}</span></p>` : nothing}</div>
          <p>The session acts by what you save here from its next start on.</p>
          <ul class="effects hint">
            <li>What is left out from then on stays in OneDrive as it is; what is taken anew comes with the first look.</li>
            <li>Where a format is another, documents are exported again under their new names.</li>
            <li>Which items of Google Drive it takes, and its folder in OneDrive, stay what they are: for others, create a session.</li>
          </ul>
          <div class="fields">${OPTIONS.filter(option => !option.fixed).map(option => field(option, form, session.options))}</div>` : nothing}
      </div>
      <div class="dialog-foot">
        <button type="button" class="quiet" @click=${() => actions.close('edit-dialog')}>Cancel</button>
        <button type="submit" class="primary" ?disabled=${!session || form.busy}>Save</button>
      </div>
    </form>
  </dialog>`;
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
