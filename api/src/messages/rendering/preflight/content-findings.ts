import type { HtmlFindings } from './judge-html.ts';

/** What receivers or readers could object to in the content of several mails. */
export interface ContentFindings extends Pick<
  HtmlFindings,
  'emptyLinks' | 'wrongLinks' | 'plainLinks' | 'hasDataImages' | 'activeElements'
> {
  /** The number of mails that could be rendered. */
  rendered: number;
  /** The number of these whose HTML or text was examined: of large ones some, as they share a template. */
  examined: number;
  /** The number of rendered mails without their unsubscribe link, visible or not. */
  withoutLink: number;
  /** The numbers of examined mails: whose reader sees no such link, hardly anything but images, or no text. */
  withoutVisibleLink: number;
  imagesAlone: number;
  textEmpty: number;
  /** The most letters that a mail hides, if it hides more than it shows. */
  hiddenLetters: number;
  /** The first invisible character in a subject, and the first one in a body that turns its text around. */
  signInSubject: string | null;
  signInBody: string | null;
  /** The numbers of rendered mails whose text part, as the author wrote it, is empty or lacks the link. */
  textPartEmpty: number;
  textPartWithoutLink: number;
}

export const noFindings = (): ContentFindings => ({
  rendered: 0,
  examined: 0,
  withoutLink: 0,
  withoutVisibleLink: 0,
  imagesAlone: 0,
  textEmpty: 0,
  hiddenLetters: 0,
  signInSubject: null,
  signInBody: null,
  textPartEmpty: 0,
  textPartWithoutLink: 0,
  emptyLinks: 0,
  wrongLinks: [],
  plainLinks: [],
  hasDataImages: false,
  activeElements: [],
});

const MOST_TOLD = 5;

/** Returns what is found in the mails of both. */
export const mergedFindings = (one: ContentFindings, other: ContentFindings): ContentFindings => ({
  rendered: one.rendered + other.rendered,
  examined: one.examined + other.examined,
  withoutLink: one.withoutLink + other.withoutLink,
  withoutVisibleLink: one.withoutVisibleLink + other.withoutVisibleLink,
  imagesAlone: one.imagesAlone + other.imagesAlone,
  textEmpty: one.textEmpty + other.textEmpty,
  hiddenLetters: Math.max(one.hiddenLetters, other.hiddenLetters),
  signInSubject: one.signInSubject ?? other.signInSubject,
  signInBody: one.signInBody ?? other.signInBody,
  textPartEmpty: one.textPartEmpty + other.textPartEmpty,
  textPartWithoutLink: one.textPartWithoutLink + other.textPartWithoutLink,
  emptyLinks: Math.max(one.emptyLinks, other.emptyLinks),
  wrongLinks: firstOf(one.wrongLinks, other.wrongLinks),
  plainLinks: firstOf(one.plainLinks, other.plainLinks),
  hasDataImages: one.hasDataImages || other.hasDataImages,
  activeElements: firstOf(one.activeElements, other.activeElements),
});

const firstOf = (known: string[], more: string[]) => [...new Set([...known, ...more])].slice(0, MOST_TOLD);
