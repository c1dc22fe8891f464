import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderMarkdown } from '../blog/markdown/render-markdown.ts';
import type { Route } from '../http/route.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
const STYLE = `:root{color-scheme:light dark}
body{max-width:50rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:break-word}
pre{overflow-x:auto;overflow-wrap:normal;padding:1rem;border-radius:.5rem;background:color-mix(in srgb,currentColor 7%,transparent)}
code{font:.875em/1.5 ui-monospace,monospace}h1,h2{line-height:1.2}h2{margin-top:2.5rem}
table{display:block;overflow-x:auto;border-collapse:collapse}th,td{padding:.4rem .8rem .4rem 0;text-align:left;vertical-align:top;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}`;

/** Serves the guide to the API from the project's files, as a page and as its source text. */
export function guideRoutes(root: string): Route[] {
  const file = join(root, 'api', 'docs', 'api.md');
  let page: Promise<string> | undefined;
  return [
    {
      method: 'get',
      path: '/docs/api',
      isForAll: true,
      async handle() {
        page ??= readFile(file, 'utf8').then(pageOf);
        const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
        return new Response(await page, { headers: { ...headers, 'cache-control': 'public, max-age=300' } });
      },
    },
    {
      method: 'get',
      path: '/docs/api.md',
      isForAll: true,
      handle: async () =>
        new Response(await readFile(file, 'utf8'), {
          headers: { 'content-type': 'text/markdown; charset=utf-8' },
        }),
    },
  ];
}

const pageOf = async (text: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>API · Postline</title><style>${STYLE}</style></head><body>${await renderMarkdown('guide', text)}</body></html>`;
