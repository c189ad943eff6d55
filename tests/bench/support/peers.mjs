// Who is measured, and in what. The order is that of the tables.
import { versionOf } from './settings.mjs';

const library = (name) => `${name} ${versionOf(name)}`;

export const peers = [
  { name: 'saddlebag', title: 'Saddlebag', ours: true, steps: ['write', 'open', 'pull'] },
  { name: 'saddlebag-load', title: 'Saddlebag, not to be undone or sent', ours: true, steps: ['write', 'open'] },
  { name: 'arrays', title: 'plain JavaScript arrays', steps: ['memory', 'search'] },
  { name: 'indexeddb', title: 'IndexedDB, cloned arrays of 512', steps: ['write', 'open'] },
  { name: 'sqlite', title: library('@sqlite.org/sqlite-wasm'), steps: ['write', 'open', 'search'] },
  { name: 'lokijs', title: library('lokijs'), steps: ['write', 'open'] },
  { name: 'tinybase', title: library('tinybase'), steps: ['write', 'open'] },
  { name: 'dexie', title: library('dexie'), steps: ['write', 'open'] },
  { name: 'pouchdb', title: library('pouchdb-browser'), steps: ['write', 'open', 'pull'] },
  { name: 'rxdb', title: `${library('rxdb')} on Dexie`, steps: ['write', 'open', 'pull'] },
  { name: 'minisearch', title: library('minisearch'), steps: ['search'] },
  { name: 'flexsearch', title: library('flexsearch'), steps: ['search'] },
  { name: 'fetch-pages', title: 'fetch and JSON.parse, pages of 500', steps: ['pull'] },
  { name: 'fetch-once', title: 'fetch and JSON.parse, one answer', steps: ['pull'] },
];
