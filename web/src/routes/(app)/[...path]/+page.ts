import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

/** Every address that no other route knows: a 404 inside the shell, with the way back beside it. */
export const load: PageLoad = () => error(404, m.error_not_found());
