import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleFetch } from '@sveltejs/kit/hooks';
import { getLocale } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

const graphqlPath = '/graphql';

/**
 * Renders the page in the visitor's language and theme, both known before the first byte, so that nothing
 * flashes.
 */
export const handle: Handle = async ({ event, resolve }) => {
  return paraglideMiddleware(event.request, async ({ locale }) => {
    const response = await resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', locale).replace('%theme%', themeOf(event.cookies.get('theme'))),
      // urql reads it; without it every hydration would fetch again.
      filterSerializedResponseHeaders: (name) => name === 'content-type',
      preload: ({ type, path }) => type === 'js' || type === 'css' || isFirstFont(path, locale),
    });
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
    if (event.route.id === '/graphiql') loosenStyles(response.headers);
    return response;
  });
};

/** GraphiQL's editor writes styles and has fonts inside its style sheet; no other page may. */
function loosenStyles(headers: Headers): void {
  const policy = headers.get('content-security-policy');
  if (!policy) return;
  const loose = policy
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("font-src 'self'", "font-src 'self' data:");
  headers.set('content-security-policy', loose);
}

function themeOf(cookie: string | undefined): string {
  return cookie === 'light' || cookie === 'dark' ? cookie : 'system';
}

function isFirstFont(path: string, locale: string): boolean {
  return path.includes('inter-latin-wght') || (locale === 'ru' && path.includes('inter-cyrillic-wght'));
}

/**
 * Sends a load's GraphQL request to the API in the same process, or over HTTP to API_URL if the web client
 * runs apart from it (`vite dev`), with the visitor's cookies and language.
 */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || url.pathname !== graphqlPath) return fetch(request);
  const headers = new Headers(request.headers);
  headers.set('accept-language', getLocale());
  const cookie = event.request.headers.get('cookie');
  if (cookie) headers.set('cookie', cookie);
  const body = await request.text();
  const target = new Request(apiUrl(), {
    method: request.method,
    headers,
    body: body || null,
    signal: request.signal,
  });
  const response = await (event.platform?.req.graphql?.(target) ?? globalThis.fetch(target));
  for (const line of response.headers.getSetCookie()) setCookie(event, line);
  return response;
};

function apiUrl(): string {
  return process.env.API_URL ?? 'http://127.0.0.1:5001/graphql';
}

/** Passes a cookie of the API's response on: `event.cookies` is the only way from a load to the browser. */
function setCookie(event: RequestEvent, line: string): void {
  const asIs = (text: string) => text;
  const { name, value, ...attributes } = event.cookies.parse(line, { decode: asIs });
  event.cookies.set(name, value ?? '', { httpOnly: false, secure: false, ...attributes, encode: asIs });
}
