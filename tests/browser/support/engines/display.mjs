// A screen that nobody sees, for browsers that draw with WebGL only on one. One for all devices of a test's process.
import { spawn } from 'node:child_process';

let screen;

/** What a browser needs in its environment. */
export async function withDisplay() {
  screen ??= (async () => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    process.on('exit', () => server.kill());
    const number = await new Promise((resolve, reject) => {
      server.stdio[3].once('data', (line) => resolve(String(line).trim()));
      server.once('error', reject);
    });
    server.unref();
    server.stdio[3].unref();
    return `:${number}`;
  })();
  return { ...process.env, DISPLAY: await screen, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1', TZ: 'Asia/Shanghai' };
}
