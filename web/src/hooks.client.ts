import type { HandleClientError } from '@sveltejs/kit/hooks';
import { noteSilence } from '#lib/connection/connection.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { isCutOff } from '#lib/shell/is-cut-off.ts';

// Code of a dialog that cannot be fetched: without the banner, pressing its button would do nothing visible.
addEventListener('vite:preloadError', noteSilence);

/**
 * A refusal that a load has put into words is for its page alone. If a page's code cannot be fetched, the network
 * failed, not the page; any other error is logged to the console.
 */
export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app') return {};
  if (isCutOff(error)) return { message: m.error_network(), isCutOff: true };
  reportError(error);
  return { message: m.error_internal() };
};
