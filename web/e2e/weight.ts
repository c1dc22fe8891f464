import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const build = join(import.meta.dirname, '..', 'build');
const client = join(build, 'client');

type Nodes = (number | undefined)[];
interface Manifest {
  client: { imports: string[] };
  nodes: (() => Promise<{ imports: string[] }>)[];
  routes: { id: string; page: { layouts: Nodes; errors: Nodes; leaf: number } | null }[];
}

/** Every page's route, with the bytes of the scripts that its first load fetches, as they are sent. */
export async function weights(): Promise<{ route: string; bytes: number }[]> {
  const { manifest } = (await import(join(build, 'server', 'manifest.js'))) as { manifest: Manifest };
  const nodes = await Promise.all(manifest.nodes.map((node) => node()));
  return manifest.routes.flatMap(({ id, page }) => {
    if (!page) return [];
    const shown = [...page.layouts, ...page.errors, page.leaf].filter((node) => node !== undefined);
    const entries = shown.flatMap((node) => nodes[node]?.imports ?? []);
    const bytes = [...withImports(manifest.client.imports.concat(entries))]
      .map((file) => readFileSync(join(client, `${file}.br`)).length)
      .reduce((sum, size) => sum + size, 0);
    return [{ route: id, bytes }];
  });
}

/** These scripts and all that they import before they run; the manifest leaves some of them out. */
function withImports(files: readonly string[]): Set<string> {
  const all = new Set(files);
  for (const file of all) {
    const code = readFileSync(join(client, file), 'utf8');
    for (const [, path] of code.matchAll(/(?:from|import)"(\.[^"]+\.js)"/g)) {
      all.add(join(dirname(file), path!));
    }
  }
  return all;
}
