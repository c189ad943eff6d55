// A backend whose people sign in at a page of its own (OAuth 2.0 with PKCE and refresh tokens that serve once), with a
// collection for each kind behind it, as json-server has them.
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const cors = {
  'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*', 'access-control-expose-headers': '*',
};

export class IdentityServer {
  collections = new Map();
  access = new Set();
  refresh = new Set();
  signIns = 0;
  refusal = '';
  #grants = new Map();
  #server = createServer((request, answer) => void this.#handle(request, answer));

  static async start() {
    const server = new IdentityServer();
    await new Promise((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    server.url = `http://127.0.0.1:${server.#server.address().port}`;
    return server;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What a person pastes as a connector of their own. */
  connector(base) {
    return JSON.stringify({
      ...base,
      name: 'house',
      auth: {
        style: 'session', user: 'client_id', secret: 'refresh_token', headers: { authorization: 'Bearer {token}' }, token: '/access_token',
        renewed: '/refresh_token',
        authorize: '{base}/authorize?response_type=code&client_id={user}&redirect_uri={redirect}&state={state}&code_challenge={challenge}&code_challenge_method=S256',
      },
      operations: {
        ...base.operations,
        exchange: { method: 'POST', url: '{base}/token', form: {
          grant_type: 'authorization_code', client_id: '{user}', code: '{code}', code_verifier: '{verifier}', redirect_uri: '{redirect}' } },
        sign_in: { method: 'POST', url: '{base}/token', form: { grant_type: 'refresh_token', client_id: '{user}', refresh_token: '{secret}' } },
      },
      errors: { rules: [...base.errors.rules, { contains: 'invalid_grant', means: 'auth' }] },
    });
  }

  records(kind) {
    return [...(this.collections.get(kind)?.values() ?? [])];
  }

  #tokens() {
    const [access, refresh] = [randomUUID(), randomUUID()];
    this.access.add(access);
    this.refresh.add(refresh);
    return { access_token: access, refresh_token: refresh, token_type: 'Bearer' };
  }

  #token(form) {
    if (form.get('client_id') !== 'app') return undefined;
    if (form.get('grant_type') === 'refresh_token') return this.refresh.delete(form.get('refresh_token')) ? this.#tokens() : undefined;
    const grant = this.#grants.get(form.get('code'));
    this.#grants.delete(form.get('code'));
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    return grant?.challenge === challenge && grant.redirect === form.get('redirect_uri') ? this.#tokens() : undefined;
  }

  async #handle(request, answer) {
    const send = (status, body, headers = {}) => {
      answer.writeHead(status, { ...cors, 'content-type': 'application/json', ...headers });
      answer.end(body === undefined ? '' : JSON.stringify(body));
    };
    if (request.method === 'OPTIONS') return send(204);
    const url = new URL(request.url, 'http://here');
    let text = '';
    for await (const piece of request) text += piece;
    if (url.pathname === '/authorize') {
      ++this.signIns;
      const asked = url.searchParams;
      const back = new URL(asked.get('redirect_uri'));
      back.searchParams.set('state', asked.get('state'));
      const code = randomUUID();
      this.#grants.set(code, { challenge: asked.get('code_challenge'), redirect: asked.get('redirect_uri') });
      if (this.refusal) back.searchParams.set('error', this.refusal);
      else back.searchParams.set('code', code);
      return send(302, undefined, { location: String(back) });
    }
    if (url.pathname === '/token') {
      const tokens = this.#token(new URLSearchParams(text));
      return tokens ? send(200, tokens) : send(400, { error: 'invalid_grant' });
    }
    if (!this.access.has(request.headers.authorization?.replace('Bearer ', ''))) return send(401, { error: 'expired' });
    const [, kind, id] = url.pathname.split('/');
    if (!this.collections.has(kind)) this.collections.set(kind, new Map());
    const records = this.collections.get(kind);
    switch (request.method) {
      case 'GET':
        if (id) return records.has(id) ? send(200, records.get(id)) : send(404, {});
        return send(200, url.searchParams.get('_page') === '1' ? [...records.values()] : []);
      case 'DELETE': return records.delete(id) ? send(200, {}) : send(404, {});
      default: {
        const record = JSON.parse(text);
        records.set(record.id, record);
        return send(request.method === 'POST' ? 201 : 200, record);
      }
    }
  }
}
