import { createHash } from 'node:crypto';
import type { Rollup } from 'vite';

interface Graph {
  getModuleInfo(id: string): Pick<Rollup.ModuleInfo, 'importers'> | null;
}

const route = /src\/routes\/(.*?\+(?:page|layout|error))\.(?:svelte|ts)$/;
/** A text and a document belong to the only module that imports them. */
const isOurs = /^[^?]*(?:@lucide|src\/lib\/|node_modules\/(?:valibot|tinykeys)\/)[^?]*$/;
/** The root of all pages, and those that are read before log-in. */
const isPublic = (page: string) => /^(?:\+|\(auth\)|unsubscribe)/.test(page);
/** What so many pages need is fetched with the rest that many need. */
const MANY = 12;

/**
 * By default the bundler makes hundreds of chunks of a few hundred bytes, each with the cost of a request. Parts are
 * grouped by the pages that need them before they run: those before log-in, all others, many, or the same few.
 * What is only fetched when it is used, such as dialogs and the editor, is in none of these. Kit's entry sets the payload
 * before its client is evaluated, so these three stay apart.
 */
export const chunks = [
  { name: 'start', test: /runtime\/client\/payload|vite\/preload-helper/, priority: 7 },
  {
    name: 'base',
    test: /node_modules\/(svelte|clsx|@urql|@0no-co|wonka)\/|paraglide\/(runtime|registry)/,
    priority: 6,
  },
  {
    name: 'client',
    test: /@sveltejs\/kit\/src\/(?!runtime\/client\/(entry|client-entry))|node_modules\/devalue/,
    priority: 5,
  },
  // A group takes along what its modules import, so the one that more pages need comes first.
  ...['first', 'shell', 'many'].map((group, at) => ({
    name: (id: string, graph: Graph) => (groupOf(id, graph) === group ? group : null),
    test: isOurs,
    priority: 4 - at,
  })),
  { name: groupOf, test: isOurs, priority: 1 },
];

const known = new Map<string, Set<string>>();

function groupOf(id: string, graph: Graph): string | null {
  const pages = pagesOf(id, graph);
  if ([...pages].some(isPublic)) return 'first';
  if (pages.has('(app)/+layout')) return 'shell';
  if (pages.size >= MANY) return 'many';
  if (pages.size < 2) return null;
  const name = [...pages].toSorted().join();
  return `few-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** The pages and layouts that import a module, directly or not, before they run. */
function pagesOf(id: string, graph: Graph): Set<string> {
  const found = known.get(id);
  if (found) return found;
  const pages = new Set<string>();
  const seen = new Set([id]);
  for (const module of seen) {
    const page = route.exec(module)?.[1];
    if (page !== undefined) pages.add(page);
    else for (const importer of graph.getModuleInfo(module)?.importers ?? []) seen.add(importer);
  }
  known.set(id, pages);
  return pages;
}
