import { goto } from '$app/navigation';
import { page } from '$app/state';
import { withParams } from './with-params.ts';

/** Changes the URL of this page, which loads its list again; focus and scroll position stay. */
export async function setParams(changes: Record<string, string | number | null>): Promise<void> {
  await goto(withParams(page.url, changes), { replace: true, reset: false });
}
