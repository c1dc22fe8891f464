import * as v from 'valibot';
import { line, oneOf, text } from '../input/validation.ts';
import { MessageFormat } from './message.entity.ts';

const MOST_BODY = 1_000_000;
const format = oneOf(MessageFormat);
/** A text part without any text counts as none. */
const textPart = v.nullable(
  v.pipe(
    text(MOST_BODY),
    v.transform((written) => (written.trim() === '' ? null : written)),
  ),
);

/**
 * A message that may be saved. A template that cannot be parsed is saved too: it becomes a problem of the
 * message, and prevents a launch.
 */
export const newMessage = v.object({
  subject: line(998),
  body: text(MOST_BODY),
  format: v.nullish(format, 'HTML'),
  textPart: v.optional(textPart, null),
});

export const messagePatch = v.partial(
  v.object({ subject: line(998), body: text(MOST_BODY), format, textPart }),
);

export const previewedMessage = v.object({
  subject: v.nullish(text(998)),
  body: v.nullish(text(MOST_BODY)),
  format: v.nullish(format),
  textPart: v.optional(textPart),
});
