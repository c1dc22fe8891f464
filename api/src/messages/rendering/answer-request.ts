import { type CompiledMessage, compileMessage } from './compile-message.ts';
import { findMessageProblems } from './find-message-problems.ts';
import { messageVariables } from './message-variables.ts';
import { planMessage } from './plan-message.ts';
import { checkMails } from './preflight/check-mails.ts';
import { enterPart } from './progress.ts';
import { renderErrorOf } from './render-error.ts';
import { renderPreview } from './render-preview.ts';
import type { MailRequest, RenderAnswer, RenderRequest } from './render-requests.ts';

const MOST_COMPILED = 20;
const compiled = new Map<string, CompiledMessage>();

/** Does a request in the rendering thread. Never throws: an error is part of the answer. */
export function answerRequest(request: RenderRequest): RenderAnswer {
  enterPart('none');
  try {
    return { isDone: true, value: valueOf(request) };
  } catch (error) {
    const { message: reason, isLimit, place } = renderErrorOf(error);
    return { isDone: false, reason, isLimit, place };
  }
}

function valueOf(request: RenderRequest): unknown {
  switch (request.task) {
    case 'problems':
      return findMessageProblems(request.source, request.dates);
    case 'variables':
      return messageVariables(request.source);
    case 'preview':
      return renderPreview(request.source, request.values, request.dates);
    case 'plan':
      return planMessage(request.source);
    case 'check':
      return checkMails(request);
    case 'mail':
      return compiledOf(request)(request.mailInput);
  }
}

function compiledOf({ name, source, runHeaders, settings }: MailRequest): CompiledMessage {
  const known = compiled.get(name);
  if (known) return known;
  const fresh = compileMessage(source, runHeaders, settings);
  const oldest = compiled.keys().next().value;
  if (compiled.size >= MOST_COMPILED && oldest !== undefined) compiled.delete(oldest);
  compiled.set(name, fresh);
  return fresh;
}
