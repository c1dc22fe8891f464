import { navigating, page } from '$app/state';

/** Whether other rows of the current page are being loaded. For components. */
export function isTurning(): boolean {
  return navigating.to !== null && navigating.to.url.pathname === page.url.pathname;
}
