import { GraphQLError, type SelectionNode, type ValidationRule } from 'graphql';

/** Refuses documents that select the same field more than `most` times in one selection. */
export function repeatsLimit(most: number): ValidationRule {
  return (context) => ({
    SelectionSet({ selections }) {
      const counts = new Map<string, number>();
      for (const selection of selections) {
        const key = keyOf(selection);
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        if (count === most + 1)
          context.reportError(new GraphQLError(`A field is repeated more than ${most} times.`));
      }
    },
  });
}

function keyOf(selection: SelectionNode): string {
  if (selection.kind === 'Field') return selection.alias?.value ?? selection.name.value;
  return selection.kind === 'FragmentSpread' ? `...${selection.name.value}` : '...';
}
