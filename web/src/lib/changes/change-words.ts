import type { ChangeStateFragment } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { recipientState } from '#lib/states/recipient-state.ts';

/** Describes what a change does, in a few words. */
export function changeTitle({ kind, newStatus, listName, attributeName }: ChangeStateFragment): string {
  const list = listName ?? '';
  const attribute = attributeName ?? '';
  const titles = {
    SET_STATUS: () => m.change_status_to({ status: newStatus ? recipientState(newStatus).label : '' }),
    ADD_TO_LIST: () => m.change_add_to_list({ name: list }),
    REMOVE_FROM_LIST: () => m.change_remove_from_list({ name: list }),
    SET_ATTRIBUTE: () => m.change_set_attribute({ name: attribute }),
    REMOVE_ATTRIBUTE: () => m.change_remove_attribute({ name: attribute }),
    DELETE: () => m.change_delete(),
  };
  return titles[kind]();
}

/** Describes the progress of a change. */
export function changeProgress(change: ChangeStateFragment): string {
  const { status, doneCount, totalCount, changedCount, restoredCount, leftAloneCount } = change;
  if (status === 'QUEUED' || status === 'RUNNING')
    return m.change_progress({ done: doneCount, count: totalCount });
  if (status === 'UNDOING') return m.change_undoing();
  if (status === 'UNDONE') {
    const back = m.change_restored({ count: restoredCount });
    return leftAloneCount > 0 ? `${back} ${m.change_left_alone({ count: leftAloneCount })}` : back;
  }
  const done = m.change_changed({ count: changedCount });
  if (status === 'CANCELLED') return `${m.change_cancelled()} ${done}`;
  return status === 'FAILED' ? `${m.change_failed()} ${done}` : done;
}

export const isMoving = ({ status }: Pick<ChangeStateFragment, 'status'>): boolean =>
  status === 'QUEUED' || status === 'RUNNING' || status === 'UNDOING';

/** The types whose lists and counts depend on recipients. */
export const touchedByChanges = [
  'Recipient',
  'RecipientList',
  'RecipientChange',
  'Segment',
  'Mailing',
  'Suppression',
];
