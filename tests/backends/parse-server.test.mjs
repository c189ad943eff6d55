import { parseServer } from './support/servers.mjs';
import { week } from './support/week.mjs';

week(parseServer);
