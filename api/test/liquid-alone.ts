import type { Liquid } from 'liquidjs';

/** Returns what an engine itself makes of a template, however long a busy machine takes for it. */
export function liquidAlone(engine: Liquid, source: string, values: object): string {
  return String(engine.parseAndRenderSync(source, structuredClone(values), { renderLimit: 60_000 }));
}
