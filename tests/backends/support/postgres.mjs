// A PostgreSQL cluster of its own in a folder, reached by a socket in that folder; nothing of the system's is touched.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

const packaged = '/usr/lib/postgresql';

/** Debian keeps the programs of each version apart and off the PATH. */
function program(name) {
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => path.join(packaged, version, 'bin', name)).find((file) => existsSync(file)) ?? name;
}

/** PostgreSQL refuses to run as root, so that root runs it as somebody who may do nothing else. */
function unprivileged() {
  if (process.getuid() !== 0) return {};
  const id = (what) => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts the cluster in `folder`, which it makes where there is none. Answers how to connect, and how to stop it. */
export async function startPostgres(folder) {
  const who = unprivileged();
  mkdirSync(folder, { recursive: true });
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const as = { ...who, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  const cluster = path.join(folder, 'cluster');
  if (!existsSync(cluster)) {
    execFileSync(program('initdb'), ['-D', cluster, '-U', 'saddlebag', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...as, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const settings = { listen_addresses: '', unix_socket_directories: folder, fsync: 'off', full_page_writes: 'off', max_connections: 30, shared_buffers: '16MB' };
  const server = spawn(program('postgres'), ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...as, detached: true, stdio: ['ignore', 'ignore', 'pipe'] }); // Ctrl C is for those who stop it in good order
  let said = '';
  await new Promise((resolve, reject) => {
    server.stderr.on('data', (text) => {
      said = (said + text).slice(-4000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start in ${folder}.\n${said}`)));
  });
  return {
    connection: { host: folder, port: 5432, user: 'saddlebag', database: 'postgres' },
    kill: () => server.kill('SIGQUIT'), // at once
    stop: () => new Promise((resolve) => {
      if (server.exitCode !== null) return resolve();
      server.once('exit', resolve);
      server.kill('SIGINT'); // ends connections and writes everything
    }),
  };
}
