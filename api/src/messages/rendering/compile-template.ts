import { Context, type Emitter, type Liquid, Output, type Template, toValueSync, TypeGuards } from 'liquidjs';
import type { LetterValues } from './letter-values.ts';
import { compilePlainPath, type PlainOutput } from './plain-path.ts';
import { RenderError } from './render-error.ts';

/** How many texts, outputs and tags a template may go through, loops counted: some 20 ms of work. */
const MAX_STEPS = 50_000;

export interface CompiledTemplate {
  /** Every text that the template holds itself, also inside of tags: what can be encoded beforehand. */
  statics: Set<string>;
  /** Writes what Liquid would write. Throws what Liquid throws. */
  render(values: LetterValues, emitter: Emitter): void;
}

type Step = string | PlainOutput | Template[];

/** Parses a template once. Throws liquidjs' ParseError or TokenizationError, whose token tells the place. */
export function compileTemplate(engine: Liquid, source: string): CompiledTemplate {
  const templates = engine.parse(source);
  const shadowed = new Set(Object.keys(engine.analyzeSync(templates, { partials: false }).locals));
  const steps = templates.map((template): Step => {
    if (TypeGuards.isHTMLToken(template.token)) return template.token.getContent();
    const plain = template instanceof Output ? compilePlainPath(template, engine, shadowed) : null;
    return plain ?? [template];
  });
  return {
    statics: collectStatics(templates, new Set()),
    render: (values, emitter) => run(engine, steps, { values, emitter }),
  };
}

function collectStatics(templates: Template[], found: Set<string>): Set<string> {
  for (const template of templates) {
    if (TypeGuards.isHTMLToken(template.token)) found.add(template.token.getContent());
    if (template.children) collectStatics(toValueSync(template.children(false, true)), found);
  }
  return found;
}

function run(
  engine: Liquid,
  steps: Step[],
  { values, emitter }: { values: LetterValues; emitter: Emitter },
): void {
  let context: Context | null = null;
  for (const step of steps) {
    if (typeof step === 'string') emitter.write(step);
    else if (typeof step === 'function') emitter.write(step(values));
    else {
      context ??= createContext(engine, values);
      toValueSync(engine.renderer.renderTemplates(step, context, emitter));
      if (context.breakCalled || context.continueCalled) return;
    }
  }
}

function createContext(engine: Liquid, values: LetterValues): Context {
  // A copy, because `increment` writes into the values that it is given.
  const context = new Context({ ...values }, engine.options, { sync: true }, { liquid: engine });
  const { renderLimit } = context;
  const checkTime = renderLimit.check.bind(renderLimit);
  let steps = 0;
  // Liquid's own limit is wall time, which a busy machine uses up for a template that is not to blame.
  renderLimit.check = (now) => {
    if (++steps > MAX_STEPS) throw new RenderError('template step limit exceeded', { isLimit: true });
    checkTime(now);
  };
  return context;
}
