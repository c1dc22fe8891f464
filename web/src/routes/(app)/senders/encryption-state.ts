import Check from '@lucide/svelte/icons/check';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { EncryptionState, ProblemSeverity } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from '#lib/states/state.ts';

const states: Record<EncryptionState, () => ShownState> = {
  ENCRYPTED: () => ({ label: m.server_is_encrypted(), tone: 'ok', icon: Check }),
  UNTRUSTED: () => ({ label: m.server_is_untrusted(), tone: 'bad', icon: TriangleAlert }),
  CLEAR: () => ({ label: m.server_is_clear(), tone: 'bad', icon: TriangleAlert }),
  LOCAL: () => ({ label: m.server_is_local(), tone: 'mute', icon: Minus }),
  AWAY: () => ({ label: m.server_is_away(), tone: 'warn', icon: TriangleAlert }),
};

/** The encryption of a mail server; one that is encrypted, and soon will not be, is doubtful. */
export function encryptionState(state: EncryptionState, severity?: ProblemSeverity): ShownState {
  const shown = states[state]();
  return state === 'ENCRYPTED' && severity ? { ...shown, tone: 'warn', icon: TriangleAlert } : shown;
}
