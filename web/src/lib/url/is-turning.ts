import { navigating, page } from '$app/state';

/** The next rows of this very page are on their way. For components. */
export function isTurning(): boolean {
  return navigating.to !== null && navigating.to.url.pathname === page.url.pathname;
}
