import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { Postline } from '../../e2e/postline.ts';

/** A page of a browser of its own that is logged in and has fetched nothing. */
export async function logIn(
  browser: Browser,
  { url, login }: Postline,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const response = await page.request.post('/login?next=%2F', {
    form: { ...login },
    headers: { origin: url },
  });
  if (!response.ok()) throw new Error(`Logging in was refused with ${response.status()}.`);
  return page;
}
