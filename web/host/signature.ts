// Loaded by the first request that has to be signed: few backends want it.

const encoder = new TextEncoder();
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** The header of a port::Http::Signature, given as its secret, header and value, a line each, and the rest is the text. */
export async function sign(signature: string): Promise<[string, string]> {
  const [secret, header, value, ...text] = signature.split('\n');
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text.join('\n'))));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const filled = value!.replace('{hex}', hex).replace('{base64}', () => base64(bytes));
  return [header!, filled.replace(/base64\((.*)\)/, (_, inner: string) => base64(encoder.encode(inner)))];
}
