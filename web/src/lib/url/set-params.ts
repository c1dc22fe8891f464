import { goto } from '$app/navigation';
import { page } from '$app/state';
import { withParams } from './with-params.ts';

/** Changes the address of this page, which loads its list again; the focus and the scroll position stay. */
export async function setParams(changes: Record<string, string | number | null>): Promise<void> {
  await goto(withParams(page.url, changes), { replace: true, reset: false });
}
