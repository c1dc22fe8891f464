import { formOf } from '#lib/forms/posted.ts';
import { inScheme } from '#lib/preview/in-scheme.ts';
import { linksInTabs } from '#lib/preview/links-in-tabs.ts';
import { withOwnFiles, withoutRemoteFiles } from '#lib/preview/without-remote-files.ts';
import type { RequestHandler } from './$types.js';

/**
 * Returns the posted HTML as a document of its own: a mail contains styles that the page's policy forbids,
 * and must not run a script, load a file or leave its frame. Its links open in a tab of their own.
 */
export const POST: RequestHandler = async ({ request, url }) => {
  const form = await formOf(request);
  const html = textOf(form, 'html');
  const scheme = textOf(form, 'scheme') === 'dark' ? 'dark' : 'light';
  const isOpen = textOf(form, 'images') === 'on';
  const shown = isOpen ? withOwnFiles(html) : withoutRemoteFiles(html);
  const images = isOpen ? 'data: https: http:' : `data: ${url.origin}/mail-images/`;
  return new Response(inScheme(linksInTabs(shown), scheme), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; font-src data:; frame-ancestors 'self'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
};

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
