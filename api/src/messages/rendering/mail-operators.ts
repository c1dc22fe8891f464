import { type Context, defaultOperators, type Operators } from 'liquidjs';

type Operator = (...operands: unknown[]) => unknown;

/**
 * Liquid's operators, which count the texts and lists that they compare or search: a single comparison can
 * cover a megabyte.
 */
export const mailOperators = Object.fromEntries(
  Object.entries(defaultOperators as Record<string, Operator>).map(([name, operator]) => [
    name,
    counting(operator),
  ]),
) as unknown as Operators;

function counting(operator: Operator): Operator {
  return (...given) => {
    const context = given.at(-1) as Context;
    const operands = given.slice(0, -1);
    const lengths = operands.map((operand) =>
      typeof operand === 'string' || Array.isArray(operand) ? operand.length : 1,
    );
    context.memoryLimit.use(Math.max(...lengths));
    return operator(...given);
  };
}
