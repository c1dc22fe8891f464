import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const compiled = join(import.meta.dirname, 'src', 'lib', 'paraglide');
const whole = /import\s*\{\s*m\s*\}\s*from\s*['"]#lib\/paraglide\/messages\.js['"];?/;

/**
 * Puts each text beside the component that shows it. If components shared them, every page would fetch what only others
 * show; a text that is in two chunks weighs less.
 */
export function textsApart(): Plugin {
  return {
    name: 'texts-apart',
    enforce: 'post',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id.includes('?text-of=') ? id : null),
    load(id) {
      if (!id.includes('?text-of=')) return null;
      const code = readFileSync(id.split('?')[0]!, 'utf8').replaceAll(/(['"])\.\.\//g, `$1${compiled}/`);
      return { code, moduleType: 'js', moduleSideEffects: false };
    },
    transform(code, id) {
      if (!whole.test(code)) return null;
      const component = createHash('sha256').update(id).digest('hex').slice(0, 12);
      const used = new Set<string>();
      const body = code.replace(whole, '').replaceAll(/\bm\.(\w+)/g, (_, key: string) => {
        // Left as it is, it would break the page in the browser.
        if (!fileOf(key)) this.error(`${id} shows the text ${key}, which is not compiled.`);
        used.add(key);
        return `text_${key}`;
      });
      const imports = [...used].map(
        (key) => `import { "${key}" as text_${key} } from '${fileOf(key)}?text-of=${component}';`,
      );
      return { code: `${imports.join('\n')}\n${body}`, map: null };
    },
  };
}

/** A key that is a word of the language has a file of another name. */
function fileOf(key: string): string | undefined {
  return [key, `_${key}`].map((name) => join(compiled, 'messages', `${name}.js`)).find(existsSync);
}
