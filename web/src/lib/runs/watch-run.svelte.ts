import { WatchRunDocument, type RunProgressFragment } from '#lib/gql/graphql.ts';
import { renew } from '#lib/graphql/freshness.ts';
import { createSubscription } from '#lib/graphql/subscription.svelte.ts';

/**
 * A run with its current progress: the server pushes at most four times a second while something changes.
 * When its status changes or it ends, the page is loaded again.
 */
export function watchRun(loaded: () => RunProgressFragment | null | undefined) {
  const pushed = createSubscription(() => {
    const run = loaded();
    return run && !isOver(run) ? { document: WatchRunDocument, variables: { id: run.id } } : null;
  });
  const now = $derived(pushed.data?.mailingRun);

  $effect(() => {
    const known = loaded();
    if (now && known && now.id === known.id && now.status !== known.status && !isOver(now)) void renew();
  });

  return {
    get run(): RunProgressFragment | null {
      const known = loaded() ?? null;
      return now && now.id === known?.id ? now : known;
    },
  };
}

function isOver({ status }: { status: string }): boolean {
  return status === 'COMPLETED' || status === 'CANCELLED';
}
