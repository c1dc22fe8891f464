import { page } from '$app/state';
import { FilteredOwnerDocument } from '#lib/gql/graphql.ts';
import { createQuery } from '#lib/graphql/query.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { withParams } from '#lib/url/with-params.ts';

interface Owner {
  id: string;
  fullName: string;
  email?: string;
}

const nameOf = ({ id, fullName, email }: Owner) => fullName || email || `#${id}`;

/**
 * Returns the chip for the owner that a list is filtered by; none without such a filter. If the rows already
 * contain the name, it is rendered with the page. Call it during a component's initialisation.
 */
export function createOwnerChips(ownerId: () => string | null, known?: () => Owner | undefined) {
  const found = createQuery(() => {
    const id = ownerId();
    return id && known?.()?.id !== id ? { document: FilteredOwnerDocument, variables: { id } } : null;
  });
  const chips = $derived.by(() => {
    const id = ownerId();
    if (id === null) return [];
    const owner = [known?.(), found.data?.user].find((one) => one?.id === id);
    const name = owner ? nameOf(owner) : `#${id}`;
    return [{ label: m.chip_owner({ name }), href: withParams(page.url, { owner: null }) }];
  });
  return {
    get chips() {
      return chips;
    },
  };
}
