import type { HandleClientError } from '@sveltejs/kit/hooks';
import { m } from '#lib/paraglide/messages.js';
import { isCutOff } from '#lib/shell/is-cut-off.ts';

/** A page whose code cannot be fetched is the network's fault, not the page's; any other error goes to the console. */
export const handleError: HandleClientError = ({ error }) => {
  if (isCutOff(error)) return { message: m.error_network(), isCutOff: true };
  reportError(error);
  return { message: m.error_internal() };
};
