import { pouchdbServer } from './support/servers.mjs';
import { week } from './support/week.mjs';

week(pouchdbServer);
