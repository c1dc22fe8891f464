import { readsRecipients, writes } from '../../access/root-permissions.ts';

export const segmentRules = {
  Query: { segment: readsRecipients, segments: readsRecipients },
  Mutation: { createSegment: writes, updateSegment: writes, deleteSegment: writes, restoreSegment: writes },
};
