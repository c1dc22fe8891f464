import { type CompiledTemplate, compileTemplate, type TemplateSettings } from './compile-template.ts';
import { plainEngine } from './liquid-engines.ts';
import { withCrlf } from './with-crlf.ts';

/** Compiles the text part that the author of an HTML message wrote. Throws liquidjs' errors. */
export const compileOwnTextPart = (
  source: string,
  settings: Partial<TemplateSettings> = {},
): CompiledTemplate => compileTemplate(plainEngine, withCrlf(source), { ...settings, part: 'textPart' });
