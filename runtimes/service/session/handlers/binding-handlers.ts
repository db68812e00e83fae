import { err, ok } from '../../../core/result.ts';
import { isBinding } from '../../../workspace/bindings/binding.ts';
import { bindArtifact } from '../../../workspace/bindings/make-binding.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';
import { whyNotCompiled } from '../why-not-compiled.ts';
import { hardforkOf } from './code-handlers.ts';
import { serviceError } from './file-handlers.ts';

export function bindingHandlers(session: Session): Pick<Handlers, 'bindings.make'> {
  const { files, compilers, watcher } = session;
  return {
    'bindings.make': async ({ path, contract, to, file }, { signal }) => {
      const source = await files.absolute(path);
      if (!source.ok) return err(serviceError(source.error));
      const compiled = await compilers.compile(source.value, await hardforkOf(session), signal, false);
      if (!compiled.ok) return compiled;
      const { succeeded, diagnostics, artifacts } = compiled.value;
      if (!succeeded) return err({ code: 'refused', message: await whyNotCompiled(path, source.value, diagnostics) });
      const made = bindArtifact(artifacts, path, { to, contract });
      if (!made.ok) return err({ code: 'refused', message: made.error });
      const there = await files.read(file);
      if (!there.ok && there.error.code !== 'notFound') return err(serviceError(there.error));
      if (there.ok && there.value.text.trim() !== '' && !isBinding(there.value.text))
        return err({ code: 'exists', message: `${file} is there and is no binding: choose another name` });
      const written = await files.write(file, made.value.text, there.ok ? there.value.version : undefined);
      if (!written.ok) return err(serviceError(written.error));
      await watcher.look([file]);
      return ok({ file, name: made.value.name, omitted: made.value.omitted });
    },
  };
}
