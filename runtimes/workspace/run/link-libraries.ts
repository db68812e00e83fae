/** Gives a contract's code the addresses of its libraries, which are deployed before it. */
import type { Artifact } from '../../core/artifact.ts';
import type { AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';

export interface Linking<E> {
  readonly registry: Registry;
  /** Libraries that have an address, by `file:Name`; those deployed now join them. */
  readonly deployed: Map<string, AccountId>;
  /** Deploys a library, which is linked itself. */
  readonly deploy: (library: Artifact) => Promise<Result<AccountId, E>>;
  readonly refuse: (message: string) => E;
}

/** Libraries of libraries go no deeper. */
const MAX_DEPTH = 16;

/** @param siblings all artifacts of the same compilation: where the libraries are. */
export async function linkLibraries<E>(
  artifact: Artifact,
  siblings: readonly Artifact[],
  linking: Linking<E>,
  depth = 0,
): Promise<Result<Artifact, E>> {
  const { registry, deployed, deploy, refuse } = linking;
  const module = registry.byId(artifact.runtime);
  const libraries = module?.missingLibraries?.(artifact) ?? [];
  if (libraries.length === 0 || module?.link === undefined) return ok(artifact);
  const addresses: Record<string, string> = {};
  for (const name of libraries) {
    const library = siblings.find((sibling) => `${sibling.source}:${sibling.contract}` === name);
    if (library === undefined || depth > MAX_DEPTH)
      return err(refuse(`it needs the library ${name}, which is not compiled with it`));
    let address = deployed.get(name);
    if (address === undefined) {
      const linked = await linkLibraries(library, siblings, linking, depth + 1);
      if (!linked.ok) return linked;
      const created = await deploy(linked.value);
      if (!created.ok) return created;
      deployed.set(name, (address = created.value));
    }
    addresses[name] = address;
  }
  const linked = module.link(artifact, addresses);
  return linked.ok ? linked : err(refuse(linked.error));
}
