import { type Emitter, type Liquid, Output, type Template, toValue, toValueSync, TypeGuards } from 'liquidjs';
import { Budget, stepsOf } from './budget.ts';
import type { TemplateValues } from './template-values.ts';
import { type DateSettings, MailContext, usualDates } from './mail-context.ts';
import { compilePlainPath, type PlainOutput } from './plain-path.ts';
import { enterPart, type Part, reach } from './progress.ts';
import { renderErrorOf } from './render-error.ts';
import { readTokens } from './template-tokens.ts';

/** The budget where rendering can be terminated: some hundred milliseconds of work. */
export const MOST_STEPS = 100_000;

export interface CompiledTemplate {
  /** Every literal text in the template, including those inside tags: they can be encoded beforehand. */
  statics: Set<string>;
  /** Number of texts, outputs and tags. */
  tokens: number;
  /** It contains nothing but values, plain filters, conditions and loops over a list. */
  isSimple: boolean;
  /** Writes what Liquid would write. Throws RenderError. */
  render(values: TemplateValues, emitter: Emitter): void;
}

export interface TemplateSettings {
  part: Part;
  steps: number;
  dates: DateSettings;
}

const usualSettings: TemplateSettings = { part: 'body', steps: MOST_STEPS, dates: usualDates };

type Step = string | PlainOutput | Template[];

/** Parses a template once. Throws liquidjs' ParseError or TokenizationError, whose token has the position. */
export function compileTemplate(
  engine: Liquid,
  source: string,
  given: Partial<TemplateSettings> = {},
): CompiledTemplate {
  const settings = { ...usualSettings, ...given };
  enterPart(settings.part);
  const { count, branches, isSimple } = readTokens(engine, source);
  const templates = engine.parse(source);
  const statics = new Set<string>();
  countSteps(templates, { branches, statics });
  const shadowed = new Set(Object.keys(engine.analyzeSync(templates, { partials: false }).locals));
  const steps = templates.map((template): Step => {
    if (TypeGuards.isHTMLToken(template.token)) return template.token.getContent();
    const plain = template instanceof Output ? compilePlainPath(template, engine, shadowed) : null;
    return plain ?? [template];
  });
  return {
    statics,
    isSimple,
    tokens: count,
    render(values, emitter) {
      enterPart(settings.part);
      const context = () =>
        new MailContext(engine, values, {
          dates: settings.dates,
          budget: new Budget(settings.steps),
        });
      try {
        run(engine, steps, {
          values,
          emitter,
          context,
        });
      } catch (error) {
        throw renderErrorOf(error, settings.part);
      }
    },
  };
}

/** Makes every text, output and tag count its steps before it runs, and collects the texts. */
function countSteps(
  templates: Template[],
  found: { branches: Map<number, number>; statics: Set<string> },
): void {
  for (const template of templates) {
    const { token } = template;
    if (TypeGuards.isHTMLToken(token)) found.statics.add(token.getContent());
    const { begin, end } = token;
    const steps = TypeGuards.isHTMLToken(token) ? 1 : stepsOf(end - begin + (found.branches.get(begin) ?? 0));
    const render = template instanceof Output ? printing(template) : template.render.bind(template);
    template.render = (context, emitter) => {
      reach(begin);
      if (context instanceof MailContext) context.budget.spend(steps);
      return render(context, emitter);
    };
    if (template.children) countSteps(toValueSync(template.children(false, true)), found);
  }
}

/** Prints an output as Liquid does and counts its text: inside of `capture` the emitter would not see it. */
const printing = ({ value }: Output): Template['render'] =>
  function* print(context, emitter): Generator<unknown, void, unknown> {
    const printed: unknown = toValue(yield value.value(context, false));
    const text = typeof printed === 'string' || Array.isArray(printed) ? printed : '';
    context.memoryLimit.use(text.length);
    emitter.write(printed);
  };

interface Run {
  values: TemplateValues;
  emitter: Emitter;
  context: () => MailContext;
}

function run(engine: Liquid, steps: Step[], { values, emitter, context: open }: Run): void {
  let context: MailContext | null = null;
  for (const step of steps) {
    if (typeof step === 'string') emitter.write(step);
    else if (typeof step === 'function') emitter.write(step(values));
    else {
      context ??= open();
      toValueSync(engine.renderer.renderTemplates(step, context, emitter));
      if (context.breakCalled || context.continueCalled) return;
    }
  }
}
