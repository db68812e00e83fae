/** Compares the library of C# contracts with .NET's own, inside the same instance. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileProgram } from './dotnet/dotnet.testkit.ts';

/** Runs a file of `probes/library`; what it says is the differences that it has found. */
export async function libraryProbe(file: string): Promise<(input: Uint8Array) => string> {
  const texts = ['Differential.cs', file].map((name) => [name, read(name)] as const);
  const program = await compileProgram(Object.fromEntries(texts), { references: ['sdk apart'] });
  return (input) => Buffer.from(program(input)).toString();
}

/** Runs a file as contracts are compiled: the library hides what it replaces. */
export async function contractProbe(file: string): Promise<(input: Uint8Array) => string> {
  const program = await compileProgram({ [file]: read(file) });
  return (input) => Buffer.from(program(input)).toString();
}

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'probes/library', name), 'utf8');
