import { CurrentRunOfDocument } from '#lib/gql/graphql.ts';
import { renew } from '#lib/graphql/freshness.ts';
import { createPoll } from '#lib/graphql/poll.svelte.ts';
import type { Mailing } from './mailing.ts';

const EVERY_MILLISECONDS = 10_000;

/** Loads the page again when its mailing is launched or changed elsewhere. A run in progress is watched anyway. */
export function watchLaunch(shown: () => Mailing): void {
  createPoll(() => {
    const { id, currentRun } = shown();
    if (currentRun) return null;
    return {
      document: CurrentRunOfDocument,
      variables: { id },
      every: EVERY_MILLISECONDS,
      onanswer: ({ mailing }) => {
        if (!mailing || isSame(mailing, shown())) return;
        void renew();
      },
    };
  });
}

const isSame = (now: Version, shown: Version) =>
  now.updatedAt === shown.updatedAt && now.runs.nodes[0]?.id === shown.runs.nodes[0]?.id;

interface Version {
  updatedAt: string;
  runs: { nodes: readonly { id: string }[] };
}
