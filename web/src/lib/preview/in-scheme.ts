/**
 * A mail's HTML as a reader in dark or light mode sees it: the media queries are decided here, because an
 * iframe's colour scheme does not reach `prefers-color-scheme` inside it.
 */
export function inScheme(html: string, scheme: 'light' | 'dark'): string {
  const decided = html.replaceAll(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, asked: string) =>
    asked.toLowerCase() === scheme ? '(min-width: 0)' : '(max-width: 0)',
  );
  const root = `<style>:root{color-scheme:${scheme}}</style>`;
  const head = /<head[^>]*>/i.exec(decided);
  if (!head) return root + decided;
  const at = head.index + head[0].length;
  return decided.slice(0, at) + root + decided.slice(at);
}
