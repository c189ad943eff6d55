// Stands in the page itself and runs while that is still read. Where the page was before, its records are there, and what is
// longest on its way at a start is asked for first.
import { Ahead, likelyDatabase } from './ahead';

if (navigator.serviceWorker?.controller) window.ahead = new Ahead(likelyDatabase());
