import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import type { PersonTraces } from './person-traces.ts';
import {
  cleanAttempts,
  cleanCalls,
  cleanDeliveries,
  cleanEvents,
  cleanFailures,
  cleanSuppressions,
  cleanUndo,
  deleteRecipientOf,
  deleteUploads,
  isAwaited,
} from './erase-rows.ts';
import { findTraces } from './find-traces.ts';
import { personOf, type WantedPerson } from './person.ts';

/**
 * Erases a person: the recipient goes, and with it name, address, attributes and memberships; deliveries,
 * attempts and events stay as counts without the address, and a suppression as its hash; files uploaded for
 * imports are deleted. Cannot be undone. Throws as `personOf`, and CONFLICT while a run is still to write to
 * the person, or an import has not ended. Returns what was there.
 */
export async function erasePerson(ctx: Context, wanted: WantedPerson): Promise<PersonTraces> {
  const person = await personOf(ctx, wanted);
  return ctx.em.transactional(async (em) => {
    if (await isAwaited(em, person)) throw conflict('PERSON_IN_RUN');
    if (await deleteUploads(em, person)) throw conflict('PERSON_IN_IMPORT');
    const traces = await findTraces(ctx, person);
    await deleteRecipientOf(em, person);
    await cleanAttempts(em, person);
    await cleanFailures(em, person);
    await cleanDeliveries(em, person);
    await cleanEvents(em, person);
    await cleanSuppressions(em, person);
    await cleanUndo(em, person);
    await cleanCalls(em, person);
    const { isRecipient: recipient, deliveryCount: deliveries, eventCount: events } = traces;
    await record(ctx, {
      action: 'PERSON_ERASED',
      subject: 'RECIPIENTS',
      ownerId: person.ownerId,
      details: { recipients: recipient ? 1 : 0, deliveries, events },
    });
    return traces;
  });
}
