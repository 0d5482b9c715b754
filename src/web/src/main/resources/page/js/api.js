// The REST calls. Every failure is a Problem, whose message is a sentence for a person.

const ROOT = new URL('api/', document.baseURI);
const TIMEOUT_MILLIS = 15_000;
/** For what both clouds are asked about meanwhile. */
const CLOUDS_TIMEOUT_MILLIS = 120_000;
const MANY_TIMEOUT_MILLIS = 300_000;

/** What the server refused or could not do. */
export class Problem extends Error {
  constructor(message, status, field) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

async function call(method, path, body, timeout = TIMEOUT_MILLIS) {
  let response;
  try {
    response = await fetch(new URL(path, ROOT), {
      method,
      headers: body === undefined ? {Accept: 'application/json'} : {Accept: 'application/json', 'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeout),
    });
  } catch {
    throw new Problem('AqwaCloud does not answer. Is it running?', 0, null);
  }
  const text = await response.text();
  const content = parse(text);
  if (response.ok) return content;
  const field = typeof content?.field === 'string' ? content.field.replace(/^options\./, '') : null;
  throw new Problem(content?.detail || content?.title || `The server answered ${response.status}.`, response.status, field);
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

const id = value => encodeURIComponent(value);

/** What is older than the item of that id, if there is one. */
const below = before => before === undefined ? '' : `&before=${id(before)}`;

export const health = () => call('GET', 'health');
export const stats = () => call('GET', 'stats');
export const sessions = () => call('GET', 'sessions');
export const createSession = spec => call('POST', 'sessions', spec, CLOUDS_TIMEOUT_MILLIS);
export const configureSession = (session, options) => call('PATCH', `sessions/${id(session)}`, {options}, CLOUDS_TIMEOUT_MILLIS);
export const deleteSession = session => call('DELETE', `sessions/${id(session)}`);
export const startSession = session => call('POST', `sessions/${id(session)}/start`);
export const stopSession = session => call('POST', `sessions/${id(session)}/stop`);
export const report = session => call('GET', `sessions/${id(session)}/report?limit=1`);
export const reportEntries = (session, kind, limit, after) => call('GET', `sessions/${id(session)}/report?kind=${id(kind)}&limit=${limit}${after ? `&after=${id(after)}` : ''}`);
export const dryRun = session => call('POST', `sessions/${id(session)}/plan`, {});
export const plan = session => call('GET', `sessions/${id(session)}/plan`);
export const verify = session => call('POST', `sessions/${id(session)}/verify`, {});
export const verification = session => call('GET', `sessions/${id(session)}/verify`);
export const transfers = (state, limit, before) => call('GET', `transfers?state=${id(state)}&limit=${limit}${below(before)}`);
export const cancelTransfer = transfer => call('POST', `transfers/${id(transfer)}/cancel`);
export const retryTransfer = transfer => call('POST', `transfers/${id(transfer)}/retry`);
export const conflicts = (limit, before) => call('GET', `conflicts?limit=${limit}${below(before)}`);
export const decidedConflicts = (limit, before) => call('GET', `conflicts?state=decided&limit=${limit}${below(before)}`);
export const undoConflict = conflict => call('POST', `conflicts/${id(conflict)}/undo`, undefined, CLOUDS_TIMEOUT_MILLIS);
export const resolveConflict = (conflict, resolution) => call('POST', `conflicts/${id(conflict)}/resolve`, {resolution});
export const resolveConflicts = (ids, resolution) => call('POST', 'conflicts/resolve', {ids, resolution});
/** How many open conflicts session, type and path let through, as far as they are given, and the newest of them. */
export const countConflicts = filter => call('GET', `conflicts/count?${new URLSearchParams(filter)}`);
export const resolveMatching = (filter, resolution) => call('POST', 'conflicts/resolve', {all: true, ...filter, resolution}, MANY_TIMEOUT_MILLIS);
export const routes = () => call('GET', 'routes');
export const accounts = () => call('GET', 'accounts');
