import type { Liquid } from 'liquidjs';

/** What an engine makes of a template by itself, however long a busy machine takes for it. */
export function liquidAlone(engine: Liquid, source: string, values: object): string {
  return String(engine.parseAndRenderSync(source, structuredClone(values), { renderLimit: 60_000 }));
}
