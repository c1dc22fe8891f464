import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RequestHandler } from 'express';
import { prepareForPages } from '../config.ts';

/** Loads SvelteKit's built handler at run time, because it is not part of this program. */
export async function loadPages(root: string): Promise<RequestHandler> {
  prepareForPages();
  const file = pathToFileURL(join(root, 'web', 'build', 'handler.js')).href;
  const { handler } = (await import(file)) as { handler: RequestHandler };
  return handler;
}
