import type { RequestHandler } from 'express';
import { textOf } from '../language/text.ts';
import { requestScope } from '../platform/request-scope.ts';

/** In bytes. The forms of pages have a few short fields. */
const LONGEST = 16_384;
/** The one form that contains a whole email, encoded. */
const LONG_FORM = '/mail-preview';
const LONGEST_EMAIL = 524_288;

/**
 * Refuses a posted body that no form of a page sends, before it is read: other types take long to parse, and
 * would be reported as our error.
 */
export const pageForms: RequestHandler = (req, res, next) => {
  const status = req.method === 'POST' ? refusalOf(req.headers, longestFor(req.path)) : undefined;
  if (status === undefined) {
    next();
    return;
  }
  const message = textOf(requestScope.getStore()?.locale ?? 'EN', 'BAD_REQUEST');
  // What is still arriving is not read.
  res.set('connection', 'close').status(status);
  res.json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
};

const longestFor = (path: string) => (path === LONG_FORM ? LONGEST_EMAIL : LONGEST);

interface BodyHeaders {
  'content-type'?: string | undefined;
  'content-length'?: string | undefined;
}

function refusalOf(headers: BodyHeaders, longest: number): number | undefined {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return 415;
  if (headers['content-length'] === undefined) return 411;
  return Number(headers['content-length']) > longest ? 413 : undefined;
}
