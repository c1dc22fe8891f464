/**
 * The longest values of a recipient; in a file of their own, because threads without entities need them too.
 */
export const MOST_NAME = 200;
export const MOST_COMMENT = 5000;
export const MOST_ATTRIBUTE_BYTES = 16_384;
