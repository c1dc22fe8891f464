import type { MailingAttention } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/Badge.svelte';

interface Mailing {
  id: string;
  attention?: MailingAttention | null;
  /** Newest first. */
  runs: { nodes: readonly { id: string; counts: { failed: number; unknown: number } }[] };
}

/** Why a mailing waits for a person, and where that is put right. */
export interface Attention {
  label: string;
  tone: Tone;
  href: string;
}

export function attentionOf({ id, attention, runs }: Mailing): Attention | null {
  if (!attention) return null;
  const [run] = runs.nodes;
  const page = `/mailings/${id}/`;
  const deliveries = (state: string) => `${page}?tab=deliveries&run=${run?.id}&state=${state}`;
  const told: Record<MailingAttention, () => Attention> = {
    DISABLED: () => ({ label: m.mailing_disabled(), tone: 'bad', href: page }),
    PAUSED: () => ({ label: m.run_paused(), tone: 'warn', href: page }),
    START_REFUSED: () => ({ label: m.attention_start_refused(), tone: 'bad', href: page }),
    UNKNOWN: () => ({
      label: m.attention_unknown({ count: run?.counts.unknown ?? 0 }),
      tone: 'warn',
      href: deliveries('UNKNOWN'),
    }),
    FAILURES: () => ({
      label: m.attention_failed({ count: run?.counts.failed ?? 0 }),
      tone: 'warn',
      href: deliveries('FAILED'),
    }),
    NO_AUDIENCE: () => ({ label: m.attention_nobody(), tone: 'warn', href: `${page}update/` }),
  };
  return told[attention]();
}
