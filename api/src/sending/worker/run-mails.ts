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
import type { DkimSigner } from '../../platform/dkim/dkim-signer.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';

/** A mail for the wire: sender and recipient of its SMTP transaction, and its bytes. */
export interface Mail {
  from: string;
  to: string;
  bytes: Buffer;
  /** Whether it has its DKIM signatures, or needs none. */
  isSigned: boolean;
  /** As in its header, without angle brackets; the same in every try. */
  messageId: string;
}

/** What may be used up beside other work: a few milliseconds at most. */
const FEW_STEPS = 3000;
const FEW_BYTES = 3_000_000;

interface RunMailsParts {
  runId: number;
  source: MessageSource;
  runHeaders: RunHeaders;
  /** Where bounces of a delivery go; absent: to the address that mails come from. */
  returnPathOf?: ((deliveryId: number) => string) | undefined;
  /** Null: mails are not signed. */
  signer: DkimSigner | null;
  dates: DateSettings;
  /** Throws an error whose text says why a delivery cannot be sent to. */
  mailInputOf: (delivery: ClaimedDelivery) => MailInput;
}

/**
 * Makes the mails of a run. Those of plain messages are made at once, in this thread; all others apart, where their making
 * can be ended. Which of the two it is shows soon after the run was leased.
 */
export class RunMails {
  /** Resolves when it is known whether mails can be made at once. */
  readonly planned: Promise<void>;
  /** Why no mail of the run can be made, if that is known. */
  failure: unknown = null;
  readonly #parts: RunMailsParts;
  readonly #key: string;
  #compiled: CompiledMessage | null = null;

  constructor(parts: RunMailsParts) {
    this.#parts = parts;
    this.#key = `run ${parts.runId}`;
    this.planned = this.#plan().catch((error: unknown) => {
      // What takes too long for that fails for each of its mails, in words.
      if (!(error instanceof RenderError && error.isLimit)) this.failure = error;
    });
  }

  /** Whether mails can be made at once; false also while it is not known. */
  get isQuick(): boolean {
    return this.#compiled !== null;
  }

  /** Makes a mail at once; null if it has to be made apart. Throws an error whose text says why it cannot be made. */
  makeHere(delivery: ClaimedDelivery): Mail | null {
    if (this.#compiled === null) return null;
    const mailInput = this.#parts.mailInputOf(delivery);
    try {
      return this.#mailOf(mailInput, this.#compiled(mailInput));
    } catch (error) {
      if (error instanceof RenderError && error.isLimit) return null;
      throw error;
    }
  }

  /** Makes a mail apart. Rejects with RenderError if it cannot be made, or has ended its thread twice. */
  async makeApart(delivery: ClaimedDelivery): Promise<Mail> {
    const { source, runHeaders, dates, mailInputOf } = this.#parts;
    const mailInput = mailInputOf(delivery);
    const request = { name: this.#key, source, runHeaders, settings: { dates }, mailInput };
    return this.#mailOf(mailInput, await rendering.mail(this.#key, request));
  }

  /** Signs a mail, unless that was done or is not needed. */
  async sign(mail: Mail): Promise<Mail> {
    const { signer } = this.#parts;
    if (mail.isSigned || signer === null) return mail;
    return { ...mail, bytes: await signer.sign(mail.bytes), isSigned: true };
  }

  /** Ends what is being made apart. */
  cancel(): void {
    rendering.cancel(this.#key);
  }

  #mailOf({ address, deliveryId }: MailInput, bytes: Buffer): Mail {
    const { runHeaders, signer, returnPathOf } = this.#parts;
    return {
      from: returnPathOf?.(Number(deliveryId)) ?? runHeaders.from.address,
      to: address,
      bytes,
      isSigned: signer === null,
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
