import { reads, writes } from '../../access/root-permissions.ts';

export const mailLayoutRules = { Query: { mailLayout: reads }, Mutation: { updateMailLayout: writes } };
