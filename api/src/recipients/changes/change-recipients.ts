import * as v from 'valibot';
import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { freshenStatistics } from '../../db/fresh-statistics.ts';
import { fault, invalid, unauthenticated } from '../../errors/domain-error.ts';
import { line, validated } from '../../input/validation.ts';
import { textOf } from '../../language/text.ts';
import { attributeValue } from '../filter/filter.rules.ts';
import { getRecipientList } from '../recipient.access.ts';
import { RecipientStatus } from '../recipient.entity.ts';
import { selectedRecipients } from '../selected-recipients.ts';
import type { ChangeRecipientsInput } from './change.inputs.ts';
import { createChange } from './create-change.ts';
import type { ChangeSettings, RecipientChange, RecipientChangeKind } from './recipient-change.entity.ts';

/**
 * Records which recipients are selected now, and lets workers change them. Throws INVALID for an invalid
 * selection or change, NOT_FOUND for a list that the actor may not change.
 */
export async function changeRecipients(ctx: Context, input: ChangeRecipientsInput): Promise<RecipientChange> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const { settings, listOwner } = await settingsOf(ctx, input);
  const chosen = selectedRecipients(ctx, input.selection, listOwner);
  await freshenStatistics(ctx.em);
  const change = await ctx.em.transactional((em) =>
    createChange(em, { owner, kind: input.kind, settings, chosen }),
  );
  await ctx.wakeups.wakeWorkers();
  return change;
}

interface Settled {
  settings: ChangeSettings;
  /** If set, only recipients of this owner, to whom the list belongs, can be changed. */
  listOwner?: number;
}

const settingsOf = (ctx: Context, input: ChangeRecipientsInput): Promise<Settled> | Settled =>
  settled[input.kind](ctx, input);

const settled: Record<
  RecipientChangeKind,
  (ctx: Context, input: ChangeRecipientsInput) => Promise<Settled> | Settled
> = {
  SET_STATUS: (ctx, { status }) => ({
    settings: {
      ...validated(statusSettings, { status }),
      liftReason: textOf(ctx.locale, 'LIFTED_BY_HAND'),
    },
  }),
  ADD_TO_LIST: listSettings,
  REMOVE_FROM_LIST: listSettings,
  SET_ATTRIBUTE: (_ctx, { attributeName, attributeValue: value }) => ({
    settings: validated(attributeSettings, { attributeName, attributeValue: value }),
  }),
  REMOVE_ATTRIBUTE: (_ctx, { attributeName }) => ({
    settings: validated(v.pick(attributeSettings, ['attributeName']), { attributeName }),
  }),
  DELETE: () => ({ settings: {} }),
};

const needed = (value: unknown) => value ?? '';
const statusSettings = v.object({
  status: v.pipe(
    v.unknown(),
    v.check((given) => given != null, 'REQUIRED'),
    v.picklist(Object.values(RecipientStatus), 'WRONG_VALUE'),
  ),
});
const attributeSettings = v.object({
  attributeName: v.pipe(v.unknown(), v.transform(needed), line(200)),
  attributeValue: v.pipe(
    v.unknown(),
    v.check((given) => given != null, 'REQUIRED'),
    attributeValue,
  ),
});

async function listSettings(ctx: Context, { listId }: ChangeRecipientsInput): Promise<Settled> {
  if (listId == null) throw invalid([fault('REQUIRED', ['listId'])]);
  const list = await getRecipientList(ctx, listId, { can: canChange });
  return { settings: { listId: list.id, listName: list.name }, listOwner: list.owner.id };
}
