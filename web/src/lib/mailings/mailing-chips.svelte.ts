import { page } from '$app/state';
import { FilteredMailingDocument } from '#lib/gql/graphql.ts';
import { createQuery } from '#lib/graphql/query.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { withParams } from '#lib/url/with-params.ts';

/**
 * Returns the chip for the mailing that a list is filtered by; none without such a filter. Call it during a
 * component's initialisation.
 */
export function createMailingChips(mailingId: () => string | null) {
  const found = createQuery(() => {
    const id = mailingId();
    return id ? { document: FilteredMailingDocument, variables: { id } } : null;
  });
  const chips = $derived.by(() => {
    const id = mailingId();
    if (id === null) return [];
    const name = found.data?.mailing?.name ?? `#${id}`;
    return [{ label: m.chip_mailing({ name }), href: withParams(page.url, { mailing: null }) }];
  });
  return {
    get chips() {
      return chips;
    },
  };
}
