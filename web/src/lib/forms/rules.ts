import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';

/** Rules that several forms share, with messages in the visitor's language. */
export const emailRule = () =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(m.field_email_required()),
    v.regex(/^[^\s@]+@[^\s@]+$/u, m.field_email_wrong()),
  );

/** A text that must not be empty. */
export const filledRule = (message: string = m.field_required()) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty(message));
