import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { erasePerson } from './erase-person.ts';
import { findTraces } from './find-traces.ts';
import { personOf } from './person.ts';
import { PersonInput, PersonTraces } from './person-traces.ts';

const thePerson = { description: 'The person.' };

@Resolver()
export class ErasureResolver {
  @Query(() => PersonTraces, {
    complexity: 200,
    description: 'What is known of a person, before it is erased.',
  })
  async personTraces(@Ctx() ctx: Context, @Arg('input', () => PersonInput, thePerson) input: PersonInput) {
    return findTraces(ctx, await personOf(ctx, input));
  }

  @Mutation(() => PersonTraces, {
    complexity: 500,
    description:
      'Erases a person for good: deletes the recipient, and takes the address out of deliveries, attempts, events, webhook calls and what imports keep for undoing; the files that the owner has uploaded for imports are deleted. Counts and the hash of a suppression stay. Fails with CONFLICT while a run is still to write to the person, or an import has not ended. Returns what was there.',
  })
  erasePerson(@Ctx() ctx: Context, @Arg('input', () => PersonInput, thePerson) input: PersonInput) {
    return erasePerson(ctx, input);
  }
}
