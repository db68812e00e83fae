/** The formatter's process: Prettier with its plugin for Solidity, one text at a time. Reads no configuration: that may be code. */
import { format, type Options } from 'prettier';
import { serveJson } from '../../process/serve-json.ts';
import type { FormatRequest, FormatAnswer } from './formatter.ts';

const OPTIONS: Readonly<Record<FormatRequest['language'], Options>> = {
  solidity: { parser: 'slang', plugins: [new URL(import.meta.resolve('prettier-plugin-solidity'))], tabWidth: 4 },
  typescript: { parser: 'typescript', tabWidth: 2, singleQuote: true },
  yaml: { parser: 'yaml', tabWidth: 2, singleQuote: true },
};

serveJson(async (body): Promise<FormatAnswer> => {
  const { language, text } = body as FormatRequest;
  try {
    return { text: await format(text, { ...OPTIONS[language], printWidth: 120, endOfLine: 'auto' }) };
  } catch (error) {
    // The first line says what, the others quote the source.
    return { error: (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '' };
  }
});
