import type { Request } from 'express';
import { isMultipart, readMultipart, type FormLimits } from '../../web/multipart.ts';
import { createRequestNames, type Capacity } from './capacity.ts';
import { pieceField } from './files-posted.ts';
import type { Upload } from './files-shown.ts';
import type { FilePlace, Files } from './files.ts';
import { readPosted, type Posted } from './posted.ts';

/** A Thai letter takes nine bytes in a sent form, and a story too long by half must come back with its words. */
export const TYPED_BYTES = 512 * 1024;
const MIB = 1024 * 1024;
/** More than a report's files may have together, so that one too many is refused by name and what was typed comes back. */
const FORM_LIMITS: FormLimits = { typedBytes: TYPED_BYTES, parts: 500, bytes: 2048 * MIB, idleMs: 60_000 };

/** A sent form as it was taken in. */
export interface Reception {
  /** The name its address goes by in this window, or why nothing can be done for it now. */
  welcome: { source: string } | { error: unknown };
  posted: Posted;
  /** What became of the files that came with it; none are taken from who is not welcome. */
  uploads: Upload[];
  /** The first failure while a file was taken; what was typed is there all the same. */
  failed?: { error: unknown };
}

/** Takes sent forms in, with or without files. Rejects with FormError when one cannot be read. */
export function createReception(deps: {
  capacity: Capacity;
  files: Pick<Files, 'take'>;
  limits?: FormLimits;
}) {
  const { capacity, files, limits = FORM_LIMITS } = deps;
  const senderOf = createRequestNames();

  function welcomed(request: Request): Reception['welcome'] {
    try {
      return { source: capacity.spend(request.ip, 1) };
    } catch (error) {
      return { error };
    }
  }

  return {
    /** `place`: where the files of a form belong; undefined when the form is not ours. */
    async receive(
      request: Request,
      { place }: { place: (posted: Posted) => FilePlace | undefined },
    ): Promise<Reception> {
      const welcome = welcomed(request);
      const uploads: Upload[] = [];
      if (!isMultipart(request)) return { welcome, posted: readPosted(request.body), uploads };
      const sender = senderOf(request.ip);
      const { typed, failed } = await readMultipart(request, limits, async (file, before) => {
        if ('error' in welcome) return;
        const said = readPosted(before);
        const where = place(said);
        if (where?.field !== file.field) return;
        const keepOriginal = said.one(pieceField.original) === '1';
        const upload = await files.take({ ...where, keepOriginal }, sender, file);
        if (upload) uploads.push(upload);
      });
      return { welcome, posted: readPosted(typed), uploads, failed };
    },
  };
}
