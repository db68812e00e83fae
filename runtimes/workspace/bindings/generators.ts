import { assemblyscriptBinding } from './assemblyscript.ts';
import type { BindingGenerator } from './binding.ts';
import { csharpBinding } from './csharp.ts';
import { rustBinding } from './rust.ts';
import { solidityBinding } from './solidity.ts';

/** By the id of the language. */
export const GENERATORS = {
  solidity: solidityBinding,
  rust: rustBinding,
  assemblyscript: assemblyscriptBinding,
  csharp: csharpBinding,
} as const satisfies Readonly<Record<string, BindingGenerator>>;

export type BindingLanguage = keyof typeof GENERATORS;
export const BINDING_LANGUAGES = Object.keys(GENERATORS) as readonly BindingLanguage[];
