/** What this installation can run and compile, and what it lacks. */
import { installed } from '../../registry.ts';
import type { ToolchainReport } from '../../sdk/runtime-module.ts';

export interface DoctorReport {
  readonly toolchains: readonly (ToolchainReport & {
    /** undefined: every runtime needs it. */
    readonly runtime?: string;
  })[];
  readonly languages: readonly {
    readonly id: string;
    readonly name: string;
    readonly runtime: string;
    /** With the dot. */
    readonly extensions: readonly string[];
    /** Whether its files can be compiled here. */
    readonly available: boolean;
  }[];
}

/** `folder`: where packages of the user's own are looked for. */
export async function examine(folder: string): Promise<DoctorReport> {
  const node: ToolchainReport = {
    kind: 'host',
    name: 'Node',
    found: true,
    version: process.versions.node,
    where: process.execPath,
  };
  const found = await installed.toolchains(folder);
  const languages = installed.compilers.map(({ runtime, language, extensions }) => {
    const own = found.filter((report) => report.runtime === runtime && report.language === language.id);
    // A compiler that names no tool needs none.
    const available = own.length === 0 || own.some((report) => report.found);
    return { id: language.id, name: language.name, runtime, extensions, available };
  });
  return { toolchains: [node, ...found], languages };
}
