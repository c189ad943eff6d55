// Firefox and WebKitGTK, in which the browser tests run as well as in Chromium, and fonts for them: found, else installed
// where this user may, else asked for. Run by the build: node engines.mjs
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runs = (program, ...details) => spawnSync(program, details, { stdio: 'ignore' }).status === 0;
const draws = (code) => spawnSync('fc-list', [`:charset=${code}`], { encoding: 'utf8' }).stdout?.trim();
const binding = 'import gi; gi.require_version("Gtk", "3.0"); gi.require_version("WebKit2", "4.1"); from gi.repository import Gtk, WebKit2';

/** Debian's packages, and what shows that they are there. */
const needed = [
  [['xvfb'], () => runs('which', 'Xvfb')],
  [['firefox-esr', 'libegl1', 'libgl1', 'libgl1-mesa-dri', 'libpci3'], () => runs(process.env.FIREFOX ?? 'firefox-esr', '--version')],
  [['webkit2gtk-driver'], () => runs(process.env.WEBKIT_DRIVER ?? 'WebKitWebDriver', '--help')],
  [['python3-gi', 'gir1.2-gtk-3.0', 'gir1.2-webkit2-4.1'], () => runs('/usr/bin/python3', '-c', binding)],
  // What people's systems have and this one may lack: emoji, and Han characters beyond the first plane.
  [['fontconfig', 'fonts-noto-color-emoji'], () => draws('1f469')],
  [['fontconfig', 'fonts-babelstone-han'], () => draws('20bb7')],
];

const missing = needed.filter(([, there]) => !there()).flatMap(([packages]) => packages);
if (missing.length > 0) {
  const script = fileURLToPath(new URL('../cmake/install-packages.sh', import.meta.url));
  if (spawnSync(script, missing, { stdio: 'inherit' }).status !== 0) {
    console.error(`The browser tests need more packages. Please type: sudo apt-get install ${missing.join(' ')}`);
    process.exit(1);
  }
}
console.log('Firefox, WebKitGTK');
