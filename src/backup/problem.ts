/** Why a backup cannot be made, read or put back. Wording under `cli-backup:problem.<reason>`. */
export const BACKUP_PROBLEMS = [
  'no-recipient',
  'bad-recipient',
  'no-folder',
  'no-source',
  'going',
  'no-file',
  'bad-identity',
  'wrong-key',
  'damaged',
  'other-server',
  'list-missing',
  'list-damaged',
  'list-older',
  'list-short',
  'target-used',
] as const;
export type BackupReason = (typeof BACKUP_PROBLEMS)[number];

export class BackupProblem extends Error {
  readonly reason: BackupReason;
  readonly params: Record<string, string>;
  constructor(reason: BackupReason, params: Record<string, string> = {}) {
    super(reason);
    this.name = 'BackupProblem';
    this.reason = reason;
    this.params = params;
  }
}
