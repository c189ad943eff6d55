// Signing in at a backend's own page: OAuth 2.0 with PKCE (RFC 7636). Loaded when somebody does so, and when they come back.

const place = 'saddlebag.authorize';

interface Kept { state: string; verifier: string; redirect: string; memo: string; search: string }

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const chance = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Leaves the page for that address, and keeps in this tab what is needed when the backend sends the person back. */
export async function leave(address: string, memo: string): Promise<void> {
  const redirect = location.origin + location.pathname;
  const kept: Kept = { state: chance(), verifier: chance(), redirect, memo, search: location.search };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(kept.verifier));
  sessionStorage.setItem(place, JSON.stringify(kept));
  const values: Record<string, string> = { ...kept, challenge: base64url(new Uint8Array(digest)) };
  location.assign(address.replace(/\{(redirect|state|challenge)\}/g, (_, name: string) => encodeURIComponent(values[name]!)));
}

/**
 * What the person came back with, as JSON: memo, code, verifier and redirect, or an error; nothing where this tab has
 * not sent them. The address becomes what it was before.
 */
export function comeBack(): string {
  const answer = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null;
  if (!kept || answer.get('state') !== kept.state) return '';
  sessionStorage.removeItem(place);
  history.replaceState(null, '', `${location.pathname}${kept.search}#/sync`);
  const error = answer.get('error_description') ?? answer.get('error') ?? '';
  return JSON.stringify({ memo: kept.memo, code: answer.get('code') ?? '', verifier: kept.verifier, redirect: kept.redirect, error });
}
