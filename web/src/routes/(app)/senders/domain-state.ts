import Check from '@lucide/svelte/icons/check';
import Clock from '@lucide/svelte/icons/clock';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { DkimAlgorithm, DomainCardFragment, KeyRecordFragment } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from '#lib/states/state.ts';

/** Whether mails may come from a domain, and whether its records have problems. */
export function domainState({ isVerified, problems }: DomainCardFragment): ShownState {
  if (!isVerified) return { label: m.sender_unverified(), tone: 'warn', icon: TriangleAlert };
  const hasErrors = problems.some(({ severity }) => severity === 'ERROR');
  if (hasErrors) return { label: m.domain_has_problems(), tone: 'bad', icon: TriangleAlert };
  return { label: m.sender_verified(), tone: 'ok', icon: Check };
}

/** Whether mails are signed with a key. */
export function keyState({ seenAt, retiredAt }: Pick<KeyRecordFragment, 'seenAt' | 'retiredAt'>): ShownState {
  if (retiredAt) return { label: m.dkim_retired(), tone: 'mute', icon: Minus };
  if (seenAt) return { label: m.dkim_in_use(), tone: 'ok', icon: Check };
  return { label: m.dkim_waiting(), tone: 'warn', icon: Clock };
}

/** Whether another key can be added: only one of each kind may wait for its record. */
export const mayAddKey = (keys: readonly KeyRecordFragment[], algorithm: DkimAlgorithm): boolean =>
  !keys.some((key) => key.algorithm === algorithm && !key.seenAt && !key.retiredAt);
