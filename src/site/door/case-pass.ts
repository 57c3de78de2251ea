import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { BoxError, type SecretBox } from '../../secret-box.ts';

const shape = z.object({
  caseId: z.string(),
  /** The notification that can be stopped, if there is one. */
  notify: z.string().optional(),
  until: z.number(),
});
/** What a case's page may do without asking for the code again: write to this one case. It cannot read. */
export type CasePass = Pick<z.infer<typeof shape>, 'caseId' | 'notify'>;

/** So long a page can write before it asks for the code again, as in the chat. */
export const PASS_MINUTES = 15;
const PLACE = 'case-pass';

export interface CasePasses {
  /** The text of the hidden field: sealed, so that the page does not name its case. */
  write(pass: CasePass): string;
  /** Undefined when it ran out or is not ours. */
  read(text: string): CasePass | undefined;
}

export function createCasePasses(box: SecretBox, clock: Clock): CasePasses {
  return {
    write({ caseId, notify }) {
      const until = clock.now().getTime() + PASS_MINUTES * 60_000;
      return box.seal(Buffer.from(JSON.stringify({ caseId, notify, until })), PLACE).toString('base64url');
    },
    read(text) {
      try {
        const json: unknown = JSON.parse(box.open(Buffer.from(text, 'base64url'), PLACE).toString('utf8'));
        const { until, ...pass } = shape.parse(json);
        return until > clock.now().getTime() ? pass : undefined;
      } catch (error) {
        if (error instanceof BoxError) return undefined;
        throw error;
      }
    },
  };
}
