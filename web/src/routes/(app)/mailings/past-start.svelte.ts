import { UpdateMailingDocument } from '#lib/gql/graphql.ts';
import { mutate } from '#lib/graphql/mutate.ts';
import { m } from '#lib/paraglide/messages.js';
import { notify, notifyFailure, offerUndo } from '#lib/toast/notify.ts';
import { isOverdue, type MailingEntry } from './mailing-form.ts';

export const HOLD_SECONDS = 10;

/**
 * The confirmation before a save that sends at once, like that before a launch, and the seconds to undo it.
 */
export class PastStart {
  isOpen = $state(false);
  #answered: ((goes: boolean) => void) | undefined;

  /**
   * Resolves with the seconds to hold the start: 0 if it is in the future, null if it should not be saved
   * after all.
   */
  async ask(entry: MailingEntry): Promise<number | null> {
    if (!isOverdue(entry.startAt, entry.endAt)) return 0;
    this.isOpen = true;
    const goes = await new Promise<boolean>((resolve) => (this.#answered = resolve));
    return goes ? HOLD_SECONDS : null;
  }

  answer(goes: boolean): void {
    this.#answered?.(goes);
    this.#answered = undefined;
  }

  /** Offers to undo the start of a mailing; the mailing stays. */
  offerUndo(id: string): void {
    const until = Date.now() + HOLD_SECONDS * 1000;
    offerUndo({ title: m.past_start_saved(), until, onundo: () => takeBack(id) });
  }
}

async function takeBack(id: string): Promise<void> {
  const input = { startAt: null, intervalId: null };
  const { failure } = await mutate(UpdateMailingDocument, { id, input }, ['Mailing']);
  if (failure) notifyFailure(m.undo_failed(), failure);
  else notify({ title: m.past_start_undone() });
}
