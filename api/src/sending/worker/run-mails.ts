import {
  compileMessage,
  type CompiledMessage,
  type RunHeaders,
  type MailInput,
  type MessageSource,
} from '../../messages/rendering/compile-message.ts';
import type { DateSettings } from '../../messages/rendering/mail-context.ts';
import { RenderError } from '../../messages/rendering/render-error.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import { type EncodedFiles, withFiles } from '../../platform/mime/attach-files.ts';
import type { DkimSigner } from '../../platform/dkim/dkim-signer.ts';
import type { TracedMail } from '../../platform/mime/return-token.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';

/** A mail for the wire: sender and recipient of its SMTP transaction, and its bytes. */
export interface Mail {
  from: string;
  to: string;
  bytes: Buffer;
  /** Identifies the delivery in reports, with a signature. */
  envelopeId?: string | undefined;
  /** Whether it has its files and DKIM signatures, or needs none. */
  isSigned: boolean;
  /** As in its header, without angle brackets; the same in every try. */
  messageId: string;
}

/** Rendering steps that fit in beside other work: a few milliseconds at most. */
const FEW_STEPS = 3000;
const FEW_BYTES = 3_000_000;

interface RunMailsParts {
  runId: number;
  source: MessageSource;
  runHeaders: RunHeaders;
  /**
   * The values that identify bounces of a delivery's mail, if anybody reads them; without a return path they
   * go to the From address.
   */
  bouncePathOf?: ((mail: TracedMail) => { returnPath?: string; envelopeId: string }) | undefined;
  /** Null if mails carry no files. */
  files: EncodedFiles | null;
  /** Null if mails are not signed. */
  signer: DkimSigner | null;
  dates: DateSettings;
  /** Throws an error whose message says why the delivery cannot be sent. */
  mailInputOf: (delivery: ClaimedDelivery) => MailInput;
}

/**
 * Renders the mails of a run. Those of plain messages are rendered at once, in this thread; all others in
 * another thread, which can be terminated. Which of the two it is turns out soon after the run was leased.
 */
export class RunMails {
  /** Resolves when it is known whether mails can be rendered at once. */
  readonly planned: Promise<void>;
  /** Why no mail of the run can be rendered; null if that is not known. */
  failure: unknown = null;
  readonly #parts: RunMailsParts;
  readonly #key: string;
  #compiled: CompiledMessage | null = null;

  constructor(parts: RunMailsParts) {
    this.#parts = parts;
    this.#key = `run ${parts.runId}`;
    this.planned = this.#plan().catch((error: unknown) => {
      // Exceeding a limit fails each mail by itself, with its reason.
      if (!(error instanceof RenderError && error.isLimit)) this.failure = error;
    });
  }

  /** Whether mails can be rendered in this thread; false also while that is not known. */
  get isQuick(): boolean {
    return this.#compiled !== null;
  }

  /**
   * Renders a mail in this thread, or returns null if it needs the other one. Throws an error whose message
   * says why it cannot be rendered.
   */
  makeHere(delivery: ClaimedDelivery): Mail | null {
    if (this.#compiled === null) return null;
    const mailInput = this.#parts.mailInputOf(delivery);
    try {
      return this.#mailOf(delivery, mailInput, this.#compiled(mailInput));
    } catch (error) {
      if (error instanceof RenderError && error.isLimit) return null;
      throw error;
    }
  }

  /**
   * Renders a mail in another thread. Rejects with RenderError if it cannot be rendered, or has ended its
   * thread twice.
   */
  async makeApart(delivery: ClaimedDelivery): Promise<Mail> {
    const { source, runHeaders, dates, mailInputOf } = this.#parts;
    const mailInput = mailInputOf(delivery);
    const request = { name: this.#key, source, runHeaders, settings: { dates }, mailInput };
    return this.#mailOf(delivery, mailInput, await rendering.mail(this.#key, request));
  }

  /** Adds the files, which would take up too much memory earlier, and signs; unless both is done or not needed. */
  async sign(mail: Mail): Promise<Mail> {
    if (mail.isSigned) return mail;
    const { signer, files } = this.#parts;
    const whole = files === null ? mail.bytes : withFiles(mail.bytes, files);
    return { ...mail, bytes: signer === null ? whole : await signer.sign(whole), isSigned: true };
  }

  /** Aborts rendering in the other thread. */
  cancel(): void {
    rendering.cancel(this.#key);
  }

  #mailOf({ id: deliveryId, addressHash }: ClaimedDelivery, { address }: MailInput, bytes: Buffer): Mail {
    const { runHeaders, signer, files, bouncePathOf } = this.#parts;
    const bounces = bouncePathOf?.({ deliveryId, addressHash });
    return {
      from: bounces?.returnPath ?? runHeaders.from.address,
      to: address,
      bytes,
      envelopeId: bounces?.envelopeId,
      isSigned: signer === null && files === null,
      messageId: `${runHeaders.runId}.${deliveryId}@${runHeaders.domain}`,
    };
  }

  async #plan(): Promise<void> {
    const { source, runHeaders, dates } = this.#parts;
    const plan = await rendering.plan(this.#key, source);
    if (plan.way === 'APART') return;
    this.#compiled = compileMessage(source, runHeaders, {
      dates,
      steps: FEW_STEPS,
      mostBytes: FEW_BYTES,
      ...(plan.textSource !== null && { textSource: plan.textSource }),
    });
  }
}
