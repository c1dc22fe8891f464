import { m } from '#lib/paraglide/messages.js';
import { may, viewer } from '#lib/shell/viewer.ts';

/**
 * The note under the title of somebody else's thing, with a link to the owner; empty for the viewer's own.
 * For components.
 */
export function ownerNote({ id, fullName }: { id: string; fullName: string }): {
  note?: string;
  noteHref?: string;
} {
  if (id === viewer()?.id) return {};
  const note = m.owned_by({ name: fullName });
  return may(viewer(), 'view_user') ? { note, noteHref: `/users/management/${id}/` } : { note };
}
