import { accessTo } from '../../access/owned-things.ts';
import { Segment } from './segment.entity.ts';

export const { visibleTo: visibleSegments, get: getSegment } = accessTo(Segment, 'can_view_all_recipients');
