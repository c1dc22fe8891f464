import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

/** Every URL without another route: a 404 inside the shell, with its navigation. */
export const load: PageLoad = () => error(404, m.error_not_found());
