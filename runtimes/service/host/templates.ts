/** What a new workspace may begin with: files of the examples under other names, so that what is written in a template is also tested as an example. */
import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import type { ServiceError } from '../contract/error.ts';
import type { TemplateInfo } from '../contract/workspace.ts';

const shape = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    about: z.string(),
    /** Files by language; an empty one: whatever the language. From the folder of examples. */
    languages: z.record(z.string(), z.record(z.string(), z.string())),
  }),
);

const noTemplate = (id: string, language: string): ServiceError => ({
  code: 'notFound',
  message: `there is no template "${id.slice(0, 60)}" in ${language.slice(0, 60)}`,
});

export class Templates {
  readonly #file: string | undefined;
  readonly #examples: string;

  /** @param folder of `templates.json`. */
  constructor(folder: string | undefined, examples: string) {
    this.#file = folder === undefined ? undefined : join(folder, 'templates.json');
    this.#examples = examples;
  }

  async list(): Promise<readonly TemplateInfo[]> {
    return (await this.#read()).map(({ id, title, about, languages }) => ({
      id,
      title,
      about,
      languages: Object.keys(languages).filter((language) => language !== ''),
    }));
  }

  /** The source of a template that has one in this language: for a file that is still empty. */
  async text(id: string, language: string): Promise<Result<string, ServiceError>> {
    const template = (await this.#read()).find((one) => one.id === id);
    const source = Object.entries(template?.languages[language] ?? {}).find(([path]) => !path.startsWith('.'));
    if (source === undefined) return err(noTemplate(id, language));
    try {
      return ok(await readFile(join(this.#examples, source[1]), 'utf8'));
    } catch (error) {
      return err({ code: 'io', message: `${source[0]}: ${(error as Error).message}` });
    }
  }

  /** Makes the folder, which is not there yet. */
  async copy(id: string, language: string, to: string): Promise<Result<void, ServiceError>> {
    const template = (await this.#read()).find((one) => one.id === id);
    const files = template?.languages[language] ?? template?.languages[''];
    if (files === undefined) return err(noTemplate(id, language));
    try {
      await mkdir(to, { recursive: true });
      for (const [path, from] of Object.entries(files)) {
        await mkdir(dirname(join(to, path)), { recursive: true });
        await cp(join(this.#examples, from), join(to, path), { recursive: true });
      }
      return ok(undefined);
    } catch (error) {
      return err({ code: 'io', message: `${to}: ${(error as Error).message}` });
    }
  }

  async #read(): Promise<z.infer<typeof shape>> {
    if (this.#file === undefined) return [];
    return shape.parse(JSON.parse(await readFile(this.#file, 'utf8')));
  }
}
