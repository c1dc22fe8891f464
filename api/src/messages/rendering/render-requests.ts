import type { Fault } from '../../errors/domain-error.ts';
import type { CompileSettings, RunHeaders, MailInput, MessageSource } from './compile-message.ts';
import type { TemplateValues } from './template-values.ts';
import type { DateSettings } from './mail-context.ts';
import type { CheckedMails, MailsToCheck } from './preflight/check-mails.ts';
import type { MessagePlan } from './plan-message.ts';
import type { Place } from './render-error.ts';
import type { RenderedPreview } from './render-preview.ts';

/** The requests that a rendering thread accepts, with their results. */
export interface RenderTasks {
  problems: { given: { source: MessageSource; dates: DateSettings }; answer: Fault[] };
  variables: { given: { source: Pick<MessageSource, 'subject' | 'body' | 'textPart'> }; answer: string[] };
  preview: {
    given: { source: MessageSource; values: TemplateValues; dates: DateSettings };
    answer: RenderedPreview;
  };
  plan: { given: { source: MessageSource }; answer: MessagePlan };
  check: { given: MailsToCheck; answer: CheckedMails };
  mail: { given: MailRequest; answer: Uint8Array };
}

export interface MailRequest {
  /** Identifies what many mails share; it is compiled once for each name. */
  name: string;
  source: MessageSource;
  runHeaders: RunHeaders;
  settings: Partial<CompileSettings>;
  mailInput: MailInput;
}

export type RenderTask = keyof RenderTasks;
export type RenderRequest = { [T in RenderTask]: { task: T } & RenderTasks[T]['given'] }[RenderTask];

export type RenderAnswer =
  | { isDone: true; value: unknown }
  | { isDone: false; reason: string; isLimit: boolean; place: Place | undefined };
