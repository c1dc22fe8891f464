import { typeOf, type CallEvent } from '../webhook.enums.ts';

interface Happened {
  event: CallEvent;
  createdAt: Date;
  facts: Record<string, unknown>;
}

/** Returns the body of a call according to Standard Webhooks; the same in every try. */
export const bodyOf = ({ event, createdAt, facts }: Happened) => ({
  type: typeOf(event),
  timestamp: createdAt.toISOString(),
  data: facts,
});
