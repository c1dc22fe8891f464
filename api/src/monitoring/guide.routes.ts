import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderMarkdown } from '../blog/markdown/render-markdown.ts';
import type { Route } from '../http/route.ts';

/** Serves the guide to the API from the project's files: its source text, and HTML for the page that shows it. */
export function guideRoutes(root: string): Route[] {
  const file = join(root, 'api', 'docs', 'api.md');
  let html: Promise<string> | undefined;
  return [
    {
      method: 'get',
      path: '/docs/api.html',
      isForAll: true,
      async handle() {
        html ??= readFile(file, 'utf8').then(htmlOf);
        const headers = {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'public, max-age=300',
        };
        return new Response(await html, {
          headers: { ...headers, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" },
        });
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

/** Without the title, which the page shows, and with headings that links can lead to. */
async function htmlOf(text: string): Promise<string> {
  const html = await renderMarkdown('guide', text.replace(/^# .*\n/, ''));
  return html.replace(/<h2>(.*?)<\/h2>/g, (_, title: string) => `<h2 id="${anchorOf(title)}">${title}</h2>`);
}

const anchorOf = (title: string) =>
  title
    .replace(/<[^>]*>/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
