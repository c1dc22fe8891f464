import type { ProblemSeverity } from './problem-severity.ts';
import { textOf, type TextKey, type TextParams } from '../language/text.ts';

/** The kinds of refusals; each door translates them once. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID'
  | 'CONFLICT'
  | 'UNAVAILABLE'
  | 'RATE_LIMITED'
  | 'COST_EXCEEDED';

/** What is wrong with an input or a thing. `code` is the key of the text that explains it. */
export interface Fault {
  code: TextKey;
  path: string[];
  params: TextParams;
  severity: ProblemSeverity;
}

/** What a refusal carries besides its text. */
interface ErrorDetails {
  reason?: string;
  faults?: Fault[];
  retryAt?: Date;
  /** The scope that a token lacks. */
  missingScope?: string;
  /** For an operation that costs too much: its price and the highest price that is served, in points. */
  cost?: number;
  limit?: number;
}

/**
 * A refusal, as opposed to a bug. Its message is in English, for logs; doors use `text` in the viewer's
 * language.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly text: { key: TextKey; params?: TextParams };
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, text: DomainError['text'], details: ErrorDetails = {}) {
    super(textOf('EN', text.key, text.params));
    this.code = code;
    this.text = text;
    this.details = details;
  }
}

export const unauthenticated = () => new DomainError('UNAUTHENTICATED', { key: 'UNAUTHENTICATED' });
export const forbidden = () => new DomainError('FORBIDDEN', { key: 'FORBIDDEN' });
/** For an API token that lacks a scope. */
export const scopeMissing = (scope: string) =>
  new DomainError('FORBIDDEN', { key: 'SCOPE_MISSING', params: { scope } }, { missingScope: scope });
/** For an API token that attempts what only a person may do. */
export const notForTokens = () => new DomainError('FORBIDDEN', { key: 'NOT_FOR_TOKENS' });
/** The same for what does not exist and what the actor may not see. */
export const notFound = () => new DomainError('NOT_FOUND', { key: 'NOT_FOUND' });
export const invalid = (faults: Fault[]) => new DomainError('INVALID', { key: 'INVALID' }, { faults });
export const conflict = (reason: TextKey, params?: TextParams) =>
  new DomainError('CONFLICT', { key: reason, ...(params && { params }) }, { reason });
export const rateLimited = (retryAt: Date) =>
  new DomainError('RATE_LIMITED', { key: 'RATE_LIMITED' }, { retryAt });
export const unavailable = (key: TextKey, params?: TextParams) =>
  new DomainError('UNAVAILABLE', { key, ...(params && { params }) });

export const fault = (code: TextKey, path: string[] = [], params: TextParams = {}): Fault => ({
  code,
  path,
  params,
  severity: 'ERROR',
});
export const warning = (code: TextKey, path: string[] = [], params: TextParams = {}): Fault => ({
  code,
  path,
  params,
  severity: 'WARNING',
});
