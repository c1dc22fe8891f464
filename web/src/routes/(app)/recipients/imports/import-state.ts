import Check from '@lucide/svelte/icons/check';
import Eye from '@lucide/svelte/icons/eye';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Undo from '@lucide/svelte/icons/undo-2';
import type { ImportRowFragment } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from '#lib/states/state.ts';

type Status = ImportRowFragment['status'];

export const isMoving = ({ status }: Pick<ImportRowFragment, 'status'>) =>
  ['QUEUED', 'RUNNING', 'UNDOING'].includes(status);

/** The state of an import, in a word. */
export function importState(status: Status): ShownState {
  const shown: Record<Status, ShownState> = {
    QUEUED: { label: m.import_state_queued(), tone: 'mute' },
    RUNNING: { label: m.import_state_running(), tone: 'accent' },
    CHECKED: { label: m.import_state_checked(), tone: 'warn', icon: Eye },
    COMPLETED: { label: m.import_state_completed(), tone: 'ok', icon: Check },
    FAILED: { label: m.import_state_failed(), tone: 'bad', icon: TriangleAlert },
    CANCELLED: { label: m.import_state_cancelled(), tone: 'mute', icon: Minus },
    UNDOING: { label: m.import_state_undoing(), tone: 'accent' },
    UNDONE: { label: m.import_state_undone(), tone: 'mute', icon: Undo },
  };
  return shown[status];
}
