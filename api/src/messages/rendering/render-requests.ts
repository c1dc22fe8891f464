import type { Fault } from '../../errors/domain-error.ts';
import type { CompileSettings, RunHeaders, MailInput, MessageSource } from './compile-message.ts';
import type { TemplateValues } from './template-values.ts';
import type { DateSettings } from './mail-context.ts';
import type { MessagePlan } from './plan-message.ts';
import type { Place } from './render-error.ts';
import type { RenderedPreview } from './render-preview.ts';

/** What can be asked of a thread that renders, and what it answers. */
export interface RenderTasks {
  problems: { given: { source: MessageSource; dates: DateSettings }; answer: Fault[] };
  variables: { given: { source: Pick<MessageSource, 'subject' | 'body'> }; answer: string[] };
  preview: {
    given: { source: MessageSource; values: TemplateValues; dates: DateSettings };
    answer: RenderedPreview;
  };
  plan: { given: { source: MessageSource }; answer: MessagePlan };
  mail: { given: MailRequest; answer: Uint8Array };
}

export interface MailRequest {
  /** Names what is the same in many mails; it is compiled once. */
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
