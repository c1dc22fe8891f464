/**
 * Returns a mail's HTML as a reader in dark or light mode sees it. The media queries are resolved here,
 * because an iframe's colour scheme does not affect `prefers-color-scheme` inside it.
 */
export function inScheme(html: string, scheme: 'light' | 'dark'): string {
  const decided = html.replaceAll(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, asked: string) =>
    asked.toLowerCase() === scheme ? '(min-width: 0)' : '(max-width: 0)',
  );
  const root = `<style>:root{color-scheme:${scheme}}</style>`;
  const at = afterHeadTag(decided);
  return decided.slice(0, at) + root + decided.slice(at);
}

/**
 * Returns the offset after the first `<head …>`; 0 without one. A regular expression for the whole tag would
 * search for its end repeatedly.
 */
function afterHeadTag(html: string): number {
  const head = /<head[\s/>]/i.exec(html);
  return head ? html.indexOf('>', head.index) + 1 : 0;
}
