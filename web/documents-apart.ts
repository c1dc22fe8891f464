import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const generated = join(import.meta.dirname, 'src', 'lib', 'gql', 'graphql.ts');
const whole = /import\s*\{([^}]*)\}\s*from\s*['"]#lib\/gql\/graphql\.ts['"];?/g;
const declaration = /^export const (\w+Document) = (\{.*\}) as unknown as .*;$/gm;

/**
 * Puts each generated document beside the module that sends it: together they would be in every page, and shared ones
 * would bring along what they were shared with.
 */
export function documentsApart(): Plugin {
  let documents: Map<string, string> | undefined;
  return {
    name: 'documents-apart',
    enforce: 'post',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id.includes('?document=') ? id : null),
    load(id) {
      const name = id.split('?document=')[1]?.split('&')[0];
      if (!name) return null;
      documents ??= new Map(
        [...readFileSync(generated, 'utf8').matchAll(declaration)].map(([, known, code]) => [known!, code!]),
      );
      const code = `export const ${name} = ${documents.get(name)};`;
      return { code, moduleType: 'js', moduleSideEffects: false };
    },
    transform(code, id) {
      if (id === generated || !code.includes('#lib/gql/graphql.ts')) return null;
      const sender = createHash('sha256').update(id).digest('hex').slice(0, 12);
      const apart = code.replace(whole, (_, names: string) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean)
          .map(
            (name) => `import { ${name} } from '${generated}?document=${name.split(' ')[0]}&of=${sender}';`,
          )
          .join('\n'),
      );
      return { code: apart, map: null };
    },
  };
}
