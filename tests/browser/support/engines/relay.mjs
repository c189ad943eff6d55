// The network of one device, where the browser cannot take it away or answer in its place: everything the page asks for
// passes here. The address stays the same when the browser starts again, since what is stored belongs to an address.
import { createServer, request } from 'node:http';

export class Relay {
  #server;
  #routes = [];
  #online = true;
  #sockets = new Set();

  /** The address by which the device reaches this one. */
  async address(to) {
    const url = new URL(to);
    this.target = url.origin;
    if (!this.#server) {
      this.#server = createServer((incoming, answer) => void this.#pass(incoming, answer));
      this.#server.on('connection', (socket) => {
        if (!this.#online) return socket.destroy();
        this.#sockets.add(socket);
        socket.on('close', () => this.#sockets.delete(socket));
      });
      await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    }
    url.host = `127.0.0.1:${this.#server.address().port}`;
    return url.href;
  }

  setOnline(on) {
    this.#online = on;
    if (!on) for (const socket of this.#sockets) socket.destroy();
  }

  route(glob, answer) {
    const pattern = new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('**', '\0').replaceAll('*', '[^/]*').replaceAll('\0', '.*')}$`);
    this.#routes.push({ glob, pattern, answer });
  }

  unroute(glob) {
    this.#routes = this.#routes.filter((each) => each.glob !== glob);
  }

  async #pass(incoming, answer) {
    const route = this.#routes.find(({ pattern }) => pattern.test(`${this.target}${incoming.url}`));
    if (!route) return this.#forward(incoming, answer);
    await route.answer({
      fulfill: async ({ status = 200, contentType = 'text/plain', body = '' }) => {
        incoming.resume();
        answer.writeHead(status, { 'content-type': contentType });
        answer.end(body);
      },
      continue: async () => this.#forward(incoming, answer),
      abort: async () => answer.destroy(),
    });
  }

  #forward(incoming, answer) {
    const onward = request(new URL(incoming.url, this.target), { method: incoming.method, headers: { ...incoming.headers, host: new URL(this.target).host } });
    onward.on('error', () => answer.destroy());
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.on('error', () => answer.destroy());
      response.pipe(answer);
    });
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  async close() {
    this.setOnline(false);
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve()));
  }
}
