import * as v from 'valibot';
import { line, oneOf, text } from '../input/validation.ts';
import { MessageFormat } from './message.entity.ts';

const MOST_BODY = 1_000_000;
const format = oneOf(MessageFormat);

/** Messages as they may be kept. A template that cannot be read is kept too: it is a problem of the message, and stops a launch. */
export const newMessage = v.object({
  subject: line(998),
  body: text(MOST_BODY),
  format: v.nullish(format, 'HTML'),
});

export const messagePatch = v.partial(v.object({ subject: line(998), body: text(MOST_BODY), format }));

export const previewedMessage = v.object({
  subject: v.nullish(text(998)),
  body: v.nullish(text(MOST_BODY)),
  format: v.nullish(format),
});
