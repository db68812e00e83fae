/** Settings as they stand in a file: what is right of it, and in words what is not. */
import { SETTING_IDS, settingFlaw, type SettingId, type SettingValues } from './schema.ts';

export type KeyMap = Readonly<Record<string, readonly string[]>>;

export interface SettingsFile {
  /** As read, with what nobody here knows: it is written back. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly values: Partial<SettingValues>;
  /** Keys of commands that are not as they come; empty: the command has none. */
  readonly keys: KeyMap;
  readonly flaws: readonly string[];
  /** It is no JSON at all: it is put aside before anything is written in its place. */
  readonly damaged: boolean;
}

const KEYS = 'keys';
export const NO_SETTINGS: SettingsFile = { raw: {}, values: {}, keys: {}, flaws: [], damaged: false };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function readSettings(text: string | undefined): SettingsFile {
  if (text === undefined || text.trim() === '') return NO_SETTINGS;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return { ...NO_SETTINGS, flaws: [(error as Error).message], damaged: true };
  }
  if (!isRecord(raw)) return { ...NO_SETTINGS, flaws: ['it is no JSON object'], damaged: true };
  const flaws: string[] = [];
  const right = SETTING_IDS.filter((id) => {
    if (!Object.hasOwn(raw, id)) return false;
    const flaw = settingFlaw(id, raw[id]);
    if (flaw !== undefined) flaws.push(`${id} is ${JSON.stringify(raw[id])}, and ${flaw}`);
    return flaw === undefined;
  });
  const values = Object.fromEntries(right.map((id) => [id, raw[id]])) as Partial<SettingValues>;
  const given = raw[KEYS] ?? {};
  const isKeys = (keys: unknown): keys is readonly string[] =>
    Array.isArray(keys) && keys.every((key) => typeof key === 'string');
  const keys = Object.entries(isRecord(given) ? given : {}).filter((entry): entry is [string, readonly string[]] =>
    isKeys(entry[1]),
  );
  if (!isRecord(given) || keys.length < Object.keys(given).length) flaws.push('keys is no list of keys by command');
  return { raw, values, keys: Object.fromEntries(keys), flaws, damaged: false };
}

/** The text of a file with one thing changed. @param value undefined: as it comes. */
export function withSetting({ raw }: SettingsFile, id: SettingId, value: unknown): string {
  const { [id]: _old, ...others } = raw;
  return textOf(value === undefined ? others : { ...others, [id]: value });
}

/** @param own undefined: as they come. */
export function withKeys({ raw, keys }: SettingsFile, command: string, own: readonly string[] | undefined): string {
  const { [command]: _old, ...others } = keys;
  const next = own === undefined ? others : { ...others, [command]: own };
  const { [KEYS]: _keys, ...rest } = raw;
  return textOf(Object.keys(next).length === 0 ? rest : { ...rest, [KEYS]: next });
}

const textOf = (raw: object): string => `${JSON.stringify(raw, null, 2)}\n`;
