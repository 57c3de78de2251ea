export interface SettingPort {
  get(name: string): Promise<Uint8Array | undefined>;
  /** Stores `value` unless the name has one already; resolves to what is stored. */
  make(name: string, value: Uint8Array): Promise<Uint8Array>;
  set(name: string, value: Uint8Array): Promise<void>;
  /** Stores `to` if exactly `from` is stored, in one step; false, and nothing changes, when something else is. */
  replace(name: string, from: Uint8Array, to: Uint8Array): Promise<boolean>;
}
