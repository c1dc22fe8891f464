import { reads, writes } from '../../access/root-permissions.ts';

export const mailImageRules = {
  Query: { mailImages: reads },
  Mutation: { deleteMailImage: writes },
};
