import { formOf } from '#lib/forms/posted.ts';
import { inScheme } from '#lib/preview/in-scheme.ts';
import type { RequestHandler } from './$types.js';

/**
 * Returns the HTML that was posted, as a document of its own: a mail brings styles that the page's policy
 * forbids, and must not run a script, load a file or leave its frame.
 */
export const POST: RequestHandler = async ({ request }) => {
  const form = await formOf(request);
  const html = textOf(form, 'html');
  const scheme = textOf(form, 'scheme') === 'dark' ? 'dark' : 'light';
  const images = textOf(form, 'images') === 'on' ? 'data: https: http:' : 'data:';
  return new Response(inScheme(html, scheme), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; font-src data:; frame-ancestors 'self'`,
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
