import { jsonServer } from './support/servers.mjs';
import { week } from './support/week.mjs';

week(jsonServer);
