// What the API says of conflicts, in words for people.

import * as format from '../format.js';
import {cloudName} from './parts.js';

/** The types of conflicts in words. */
export const TYPES = {
  'simultaneous-edit': 'Changed on both sides',
  'size-mismatch': 'Two different files of one name',
  timestamp: 'Same size, different content',
  'delete-edit': 'Deleted on one side, changed on the other',
  'edit-rename': 'Renamed or moved apart',
  name: 'The name is taken at the destination',
  'case-collision': 'Two different files whose names differ in case alone',
};

/** Whose content a decision kept, in words. */
export const WINNERS = {source: cloudName('google'), destination: cloudName('onedrive'), 'keep-both': 'both'};

/** Where what gave way is, in words. */
export const PLACES = {
  'version-history': 'in OneDrive’s version history',
  'recycle-bin': 'in OneDrive’s recycle bin',
  'google-drive': 'in Google Drive',
  'kept-copy': 'kept in OneDrive',
};

/** Who is no person, in words. */
const DECIDERS = {api: 'the API', auto: 'AqwaCloud', deadline: 'the deadline'};

/** Who decided or undid it. */
export const who = by => DECIDERS[by] ?? format.visible(by);

/** What a report says of a conflict: its type first, then who decided it, by which rule, where the loser is, who undid it. */
export const told = detail => detail
  .replace(/^[a-z-]+/, type => TYPES[type] ?? type)
  .replace(/; what gave way: ([a-z-]+)(, )?/, (all, place, named) => PLACES[place] ? `; the other ${/; undone by [^;]*$/.test(detail) ? 'was' : 'is'} ${PLACES[place]}${named ? ' as ' : ''}` : all);
