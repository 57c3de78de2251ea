export interface SettingPort {
  get(name: string): Promise<Uint8Array | undefined>;
  /** Stores `value` unless the name has one already; resolves to what is stored. */
  make(name: string, value: Uint8Array): Promise<Uint8Array>;
  set(name: string, value: Uint8Array): Promise<void>;
}
