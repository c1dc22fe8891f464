import { reads, writes } from '../../access/root-permissions.ts';

export const segmentRules = {
  Query: { segment: reads, segments: reads },
  Mutation: { createSegment: writes, updateSegment: writes, deleteSegment: writes },
};
