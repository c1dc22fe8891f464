import { browser } from '$app/env';
import {
  cookieMaxAge,
  cookieName,
  isLocale,
  overwriteGetLocale,
  type Locale,
} from '#lib/paraglide/runtime.js';

let current = $state<Locale>(
  browser && isLocale(document.documentElement.lang) ? document.documentElement.lang : 'en',
);

// On the server the locale comes from the middleware's AsyncLocalStorage.
if (browser) overwriteGetLocale(() => current);

/** Changes every text in place; entries stay. */
export function switchLocale(locale: Locale): void {
  document.cookie = `${cookieName}=${locale}; path=/; max-age=${cookieMaxAge}; samesite=lax`;
  document.documentElement.lang = locale;
  current = locale;
}

/** Adopts the language that log-in has written into the cookie. */
export function adoptLocale(): void {
  const saved = new RegExp(`(?:^|; )${cookieName}=([^;]+)`).exec(document.cookie)?.[1];
  if (isLocale(saved)) switchLocale(saved);
}
