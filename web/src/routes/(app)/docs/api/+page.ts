import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

/** A plain route of the API server, which the browser asks itself. */
export const ssr = false;

export const load: PageLoad = async ({ fetch }) => {
  const response = await fetch('/docs/api.html');
  if (!response.ok) error(503, m.guide_missing());
  return { html: await response.text() };
};
